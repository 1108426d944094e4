"""A list of pupils as schools export it. All people in it are invented."""

EXPORT = """Forename,Surname,Known as,Class,Year
Abigail,Okonkwo,Abi,4P,4
Zoë-Louise,Łukasik,,3B,3
Muhammad Idris,Rahman,Idris,R1,R
William,King,Will,6F,6
Siân,O'Dowd,,2H,2
"""
