"""Words like a child telling of harm are heard; what only resembles them is not."""

import pytest

from nlp.folding import fold
from nlp.manner_disclosure import find_disclosure, find_saying
from nlp.reading import Kind, Mention


def is_heard(text: str) -> bool:
    return any(find_disclosure(fold(text)))


@pytest.mark.parametrize(
    "text",
    [
        # hurt by somebody
        "He whispered that his mum's boyfriend locks him in the shed when he cries",
        "My stepdad hurts me and nobody believes me",
        "A Year 1 girl drew daddy hitting mummy and said it was last night",
        "he begged us not to ring home because he gets the belt",
        "a girl in my class flinched and said please dont hit me",
        "she is being hit at home, who do I tell",
        "She said he makes her take photos and it is a secret",
        "A little one said her step dad comes in her room at night",
        "pupil disclosed to the TA that grandad touches her",
        "One of my class says her cousin makes her do things she doesn't like",
        "a boy says his dad threw him down the stairs for spilling milk",
        "he says mum and her boyfriend fight every night",
        "She asked whether it was normal for a grown up to watch you in the shower",
        "a nursery child said her brother gets on top of her",
        "Told me her aunt locks the fridge",
        "I was told by a six year old that daddy has a gun",
        "He told our TA that they hide when the men come and it is dark",
        # marks
        "She has a black eye again and won't say how",
        "She showed her friend the burns and said it was her brother",
        "his back is covered in bruises, he said he fell again",
        "has marks all over her legs again",
        # not looked after
        "somebody said mummy does not wake up and there is never any tea",
        "one of mine has not eaten since Friday, nothing in the cupboards",
        "She says nobody is home at night",
        "told me today that dad drinks and throws things",
        "he told a dinner lady that his mum has not come home for two days",
        "A child told me he is made to sleep in the garage",
        # afraid
        "he doesn't want to go home because his dad is back",
        "a child in my class is frightened to go home",
        "please don't send me home miss",
        # harm to themselves
        "He said he wishes he was dead",
        "a lad has cuts all up his arm and says he did it himself",
        "she says she wants to kill herself",
        "Found a note in her tray: I hate being alive",
        "She wrote that nobody would miss her if she was gone",
        "he has started hitting himself and says he is bad",
        # others' reach
        "She said a man she met on a game wants her to send pictures",
        "She is being taken abroad in the holidays to get married",
        "a little one told me something about a game and I dont know who to tell",
    ],
)
def test_words_like_a_disclosure_are_heard(text: str):
    assert is_heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "She told us her grandad grew the pumpkin",
        "He said his mum screams louder than the crowd",
        "A Reception boy told me his dad is stronger than a tractor",
        "a little one told us that his dad snores like a walrus",
        "He told me his mum is having a baby",
        "There are finger marks all over our clay pots",
        "Bath time for the class dragons, with bubbles everywhere",
        "Ribbon to be cut this summer on our new hall",
        "Would anybody miss the old bin if it was gone?",
        "Grandad beat us at chess, all thirty of us",
        "Tonight they beat us by two runs, and mum hits the roof with joy",
        "His grandma hits her best drive at the charity golf day",
        "Dad hit us with a wet sponge at the fair",
        "Year 1 drew pictures of their daddies for Father's Day",
        "We don't want to go home! Year 6 loved every minute",
        "The tortoise would not wake up until April",
        "Keep it a secret: a surprise for the kitchen team",
        "Nobody in Reception has left a pea uneaten",
        "Year 4 talked about how Tom's uncle locks him in the attic in a novel",
        "In our class book her aunt hits her with a spoon, and we booed",
        "Assembly on what to do if somebody hurts you",
        "If somebody touches you and you do not like it, tell a grown-up you trust",
        "The story touched us all",
        "We told them all about Eid at home",
        "Sister Agnes has been beaten at Connect 4",
        "He hit them for six, twice",
        "There is no breakfast club on Friday",
        "Prison food and no tea in our Victorian topic",
        "Chalk marks on the wall show where the sun was",
        "Send us pictures of your board game nights",
        "Self-harm awareness training for staff on Monday",
        "The wishing tree is full of wishes for peace and puppies",
        "Locked in the castle for an hour, and we loved it",
    ],
)
def test_what_only_resembles_one_is_left_alone(text: str):
    assert not is_heard(text)


SAYINGS = [
    "She told us that her tortoise is older than the Head",
    "One of mine says that her brother eats worms",
    "A pupil asked me whether fish get cold",
    "a little one whispered that the library smells of adventure",
    "Told me at milk time that nobody came",
    "He has just told me why",
    "There was a note in her tray",
]


@pytest.mark.parametrize("text", SAYINGS)
def test_one_childs_words_are_told_apart_from_a_disclosure(text: str):
    assert any(find_saying(fold(text), ()))
    assert not is_heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "Year 2 asked the vet forty questions",
        "The children told us what they love about the library",
        "5D wrote diaries as evacuees",
        "We said thank you to the cooks",
        "The letter in bags tonight is about the trip",
    ],
)
def test_what_a_class_says_is_nobodys_own(text: str):
    assert not any(find_saying(fold(text), ()))


def test_where_a_grown_up_is_named_she_said_is_theirs():
    text = "Mrs Khan is leaving. She told us that she will miss the chips"
    named = Mention(Kind.STAFF, "Mrs Khan", 0)

    assert any(find_saying(fold(text), ()))
    assert not any(find_saying(fold(text), (named,)))


def test_a_disclosure_spans_the_sentence_that_tells_of_harm():
    text = "Lovely day. She told me he locks her in! See you tomorrow."

    (first, *_) = find_disclosure(fold(text))

    assert first.text in text
    assert "Lovely" not in first.text
