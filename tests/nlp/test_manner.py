"""Each manner, told by its wording, and what only sounds like it."""

import pytest

from nlp.folding import fold
from nlp.manner import find_manner
from nlp.normalise import words
from nlp.reading import Kind, Mention


def manner(text: str, *named: Mention) -> set[Kind]:
    folded = fold(text)
    return {m.kind for m in find_manner(folded, words(folded), named)}


SHOWS = {
    Kind.TARGETED: [
        "A certain young man in 4P ate three puddings",
        "well done to the boy who finally learnt his six times table",
        "our goalie saved two penalties",
        "You know who you are 😉",
        "A warm welcome to our newest pupil",
        "One of our Year 6 girls swam the Channel relay",
        "To the girl in the green coat: thank you",
        "Somebody in 3B has read a hundred books",
        "the smallest shepherd waved at her gran",
        "not naming names but one Y5 lad fell in",
        "that boy in goal!",
        "She said she would never jump, and then she jumped",
        "Our Head Girl gave a speech",
        "our only Y3 entrant won the art prize",
    ],
    Kind.TONE: [
        "Fed up with cars on the zig zags",
        "not good enough, coach company",
        "Oh good, another letter from the council",
        "so apparently nobody reads the newsletter",
        "Not being funny but how hard is it to name a jumper",
        "Vote for the party that funds our schools",
        "20% off school shoes with code FEET20",
        "They should stick to rounders, 9-0",
        "Some of you clearly think rules are for others",
        "What could possibly go wrong",
        "Shame on the council for closing our library",
        "we were robbed, the ref was a joke",
        "This country has gone woke",
    ],
    Kind.GRAVE: [
        "It is with great sadness that we share the death of our cook",
        "Mr Odell passed away on Sunday",
        "Our thoughts are with the family",
        "Police have asked us to say that a man approached pupils",
        "After last night's fire the hall is shut",
        "We went into lockdown at noon. Everyone is safe",
        "the funeral of our caretaker is on Friday",
        "Counsellors are in school today",
    ],
    Kind.DISCLOSURE: [
        "she told me her dad hits her when he is cross",
        "a boy in my class is scared to go home tonight",
        "he said his uncle touches him and not to tell anyone",
        "has bruises on her arms again",
    ],
    Kind.REPLY: [
        "Replying to your question: yes, it is on Friday",
        "@mum_of_two thanks for asking, it starts at six",
        "As I said in my last message, the forms went home",
        "To the parent who asked about lunch: yes",
        "RT @SomebodyElse what a day",
        "Yes it's the blue bib on Thursday",
        "You're welcome, glad you enjoyed the show",
    ],
    Kind.CHANNEL: [
        "School is closed today because of the snow",
        "All clubs cancelled tonight",
        "Could Year 2 parents please return the forms. A reminder: due by Friday",
        "The coach is running 20 minutes late",
    ],
    Kind.KIT: [
        "Our swimmers came third at the gala",
        "#Swimming for Year 4",
        "Super PE lesson on the field",
        "Gymnastics club on the high bar",
        "Fun in the paddling pool",
        "Please bring P.E. kit",
    ],
}

SHOWS_NOT = {
    Kind.KIT: [
        "The hall was swimming in paint",
        "Open the gym doors for the book fair",
        "A pencil and a rubber",
        "We played pool at youth club",
    ],
    Kind.TARGETED: [
        "Well done to all of Year 4",
        "Our choir sang at the care home",
        "3B have read a hundred books between them",
        "Mrs Patel planted the roses",
        "We are reading The Boy in the Striped Pyjamas",
        "We are reading The Boy Who Grew Dragons",
        "Every child in Year 2 made a clay owl",
        "Thank you to everyone who stayed to stack chairs, you know who you are!",
        "Guess who came to see us? Santa!",
        "Bring one child per ticket from each class",
        "Hats in a hue of their own, the tallest tower was four metres",
    ],
    Kind.TONE: [
        "We lost 4-0 but what a match, heads held high",
        "No losers today, only readers",
        "Year 6 killed it on stage last night",
        "A polite reminder that the gate shuts at 8.55, thank you",
        "Vote for your favourite book at the fair",
        "Sad to say goodbye to Mrs Lee after ten years",
        "Our topic is crime and punishment in Tudor times",
        "Children's mental health week: talk to somebody you trust",
        "What a surprise to see a heron in the pond",
        "The lambs woke us at six on our residential!",
        "We woke early and walked to the beach",
    ],
    Kind.GRAVE: [
        "Year 5 acted the murder in Macbeth, most foul",
        "A two minutes silence for the fallen, and poppies in every window",
        "The police dog came to visit Reception",
        "Viking funeral boats are floating in the sink",
        "Lockdown drill went well, thank you all",
        "Our sunflowers have died back for the winter",
    ],
    Kind.DISCLOSURE: [
        "3B beat me at chess",
        "She told me a joke about a horse",
        "He hit a six over the pavilion",
        "Netball: they beat us 9-2",
    ],
    Kind.REPLY: [
        "Thank you to everyone who came to the fair",
        "No school on Monday: INSET",
        "Yes! We won the cup",
        "Hello from the top of Snowdon",
        "Thank you for your support this year",
        "Hi everyone, the fair is on Saturday",
    ],
    Kind.CHANNEL: ["Our poppies are on the fence", "Year 3 made bread"],
}


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k, texts in SHOWS.items() for t in texts]
)
def test_wording_that_shows_a_manner(kind: Kind, text: str) -> None:
    assert kind in manner(text)


@pytest.mark.parametrize(
    ("kind", "text"), [(k, t) for k, texts in SHOWS_NOT.items() for t in texts]
)
def test_wording_that_only_sounds_like_it(kind: Kind, text: str) -> None:
    assert kind not in manner(text)


def name(text: str, whole: str, kind: Kind = Kind.NAME) -> Mention:
    return Mention(kind, text, whole.index(text))


@pytest.mark.parametrize(
    "text",
    [
        "The boy in 4P with epilepsy walked all the way",
        "one of our Year 3s is in foster care now",
        "a Y5 pupil was excluded this morning",
        "Our pupil with Down's syndrome stole the scene",
        "He walks home alone by the canal at half three",
        "her EHCP came through today",
        "A Reception girl wet herself at lunch",
        "the lad whose dad is in prison made a card",
    ],
)
def test_a_private_fact_about_one_child_is_found(text: str) -> None:
    assert Kind.PRIVATE in manner(text)


def test_a_fact_beside_a_childs_name_is_private() -> None:
    text = "Ada has a nut allergy"
    assert Kind.PRIVATE in manner(text, name("Ada", text))
    assert Kind.PRIVATE not in manner("The cook knows every nut allergy by heart")


@pytest.mark.parametrize(
    "text",
    [
        "Autism Acceptance Week: every class made a poster",
        "Please check your child's inhaler is in date",
        "We are a nut free school, no allergy is too small",
        "Epilepsy awareness day, wear purple",
        "SEND coffee morning on the 12th",
        "Year 5 learned about asthma and lungs",
        "Children with wheelchairs can use the side ramp",
        "Our child protection policy has been updated",
        "Our pupil premium report is on the website",
        "Our Year 6 pupil leaders collected for the food bank",
    ],
)
def test_what_is_said_to_everybody_is_not_private(text: str) -> None:
    assert Kind.PRIVATE not in manner(text)


def test_a_pronoun_that_may_be_a_grown_ups_makes_no_fact_private() -> None:
    text = "Mr Odell broke his leg skiing"
    assert Kind.PRIVATE not in manner(text, name("Mr Odell", text, Kind.STAFF))
