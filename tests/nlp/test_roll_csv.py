"""Lists of pupils are read as schools export them. All people in them are invented."""

from pathlib import Path

import pytest

from nlp.roll_csv import Pupil, RollError, read_pupils
from tests.nlp.exports import EXPORT

# SIMS: every cell in quotes, legal and preferred names, a line of totals at the end.
SIMS = """"Whole school list 25/11/2026"
""
"Legal Surname","Legal Forename","Preferred Surname","Preferred Forename","Reg Group"
"Okonkwo-Bell","Abigail Grace","Okonkwo","Abi","4P"
"Rahman","Muhammad","Rahman","Idris","RB"
"Total pupils","2","","",""
"""

# Arbor: a byte order mark, one column for the whole name as well.
ARBOR = """\ufeffStudent,Legal first name,Legal last name,Preferred first name,UPN,Form
"Okonkwo, Abi",Abigail,Okonkwo,Abi,A801200001001,4P
"Rahman, Idris",Muhammad,Rahman,Idris,A801200001002,RB
"""

# Bromcom by way of Excel on the Continent: semicolons, and a line that says so.
BROMCOM = """sep=;
First Name(s);Last Name;Known As Name;Known As;Date of Birth;Tutor Group
Abigail Grace;Okonkwo;;Abi;01/02/2018;4P
Muhammad;Rahman;;Idris;03/04/2021;RB
"""


def pupils(tmp_path: Path, text: str | bytes) -> list[Pupil]:
    path = tmp_path / "pupils.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_pupils(path)


def test_an_export_of_sims(tmp_path: Path) -> None:
    assert pupils(tmp_path, SIMS) == [
        Pupil("Abigail Grace", "Abi", "Okonkwo-Bell", "Okonkwo"),
        Pupil("Muhammad", "Idris", "Rahman"),
    ]


@pytest.mark.parametrize(
    "text", [ARBOR, ARBOR.encode("utf-16"), ARBOR.encode("cp1252", "ignore")]
)
def test_an_export_of_arbor(tmp_path: Path, text: str | bytes) -> None:
    assert pupils(tmp_path, text) == [
        Pupil("Abigail", "Abi", "Okonkwo"),
        Pupil("Muhammad", "Idris", "Rahman"),
    ]


def test_an_export_of_bromcom(tmp_path: Path) -> None:
    assert pupils(tmp_path, BROMCOM) == [
        Pupil("Abigail Grace", "Abi", "Okonkwo"),
        Pupil("Muhammad", "Idris", "Rahman"),
    ]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", EXPORT),
        ("utf-8-sig", EXPORT),
        ("utf-16", EXPORT),
        ("cp1252", EXPORT.replace("Ł", "L")),
        ("utf-8", EXPORT.replace(",", ";")),
        ("utf-8", EXPORT.replace(",", "\t")),
        ("utf-8", "Pupil list\nOakfield Primary\n\n" + EXPORT),
        ("utf-8", EXPORT.replace("\n", "\r\n")),
        ("utf-8", EXPORT.replace("\n", "\r")),
        ("utf-8", EXPORT + EXPORT.split("\n", 1)[1]),
        ("utf-8", EXPORT.replace("Abigail", '"Abigail"')),
    ],
)
def test_exports_are_read_as_schools_make_them(
    tmp_path: Path, encoding: str, text: str
) -> None:
    path = tmp_path / "pupils.csv"
    path.write_bytes(text.encode(encoding))
    pupils = read_pupils(path)
    assert [p.forename for p in pupils][:2] == ["Abigail", "Zoë-Louise"]
    assert len(pupils) == 5


@pytest.mark.parametrize(
    "header",
    [
        "Legal Forename,Legal Surname,Chosen Name,Reg Group,Year Group",
        "First Name,Last Name,Preferred Name,Registration Form,Year",
        "forename,surname,known-as,class,year",
        "FIRST_NAME,LAST_NAME,KNOWN_AS,CLASS,YEAR",
    ],
)
def test_the_columns_of_sims_arbor_and_bromcom_are_known(
    tmp_path: Path, header: str
) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(header + "\nAda,Bello,Addy,4P,4\n", "utf-8")
    (pupil,) = read_pupils(path)
    assert (pupil.forename, pupil.surname, pupil.known_as) == ("Ada", "Bello", "Addy")


@pytest.mark.parametrize("whole", ['"Bello, Ada"', "Ada Bello"])
def test_one_column_for_the_whole_name_is_taken_apart(
    tmp_path: Path, whole: str
) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(f"Name,Class\n{whole},4P\n", "utf-8")
    (pupil,) = read_pupils(path)
    assert (pupil.forename, pupil.surname) == ("Ada", "Bello")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "no column for first names"),
        ("Class,Year\n4P,4\n", "no column for first names"),
        ("Forename,Surname\n,\n", "holds no pupils"),
    ],
)
def test_an_export_without_names_is_refused(
    tmp_path: Path, text: str, remedy: str
) -> None:
    path = tmp_path / "pupils.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(RollError, match=remedy):
        read_pupils(path)


def test_a_missing_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RollError, match="check the path"):
        read_pupils(tmp_path / "none.csv")


@pytest.mark.parametrize(
    "begins", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_workbook_is_to_be_saved_as_csv(tmp_path: Path, begins: bytes) -> None:
    with pytest.raises(RollError, match="save it as CSV"):
        pupils(tmp_path, begins + EXPORT.encode())


def test_what_is_no_list_at_all_is_refused_in_one_sentence(tmp_path: Path) -> None:
    endless = 'Forename\n"' + "a" * 200_000
    with pytest.raises(RollError, match="export it as CSV"):
        pupils(tmp_path, endless)


def test_a_refusal_names_the_file_and_nobody_in_it(tmp_path: Path) -> None:
    with pytest.raises(RollError) as refused:
        pupils(tmp_path, EXPORT.replace("Forename", "Vorname"))
    assert "pupils.csv" in str(refused.value)
    assert "Abigail" not in str(refused.value)
