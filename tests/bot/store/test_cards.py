"""Where a card stands is known, for each audience."""

import pytest

from bot.gate.ports import CardPlace, StoreError
from bot.store.cards import CardStore
from bot.store.engine import Database
from bot.store.posts import PostStore
from tests.bot.store.made import a_post


async def test_each_audience_has_its_own_card_and_the_last_place_stands(
    database: Database,
) -> None:
    await PostStore(database).add(a_post(), ())
    cards = CardStore(database, "ash")
    assert await cards.get("p1", "leaders") is None
    await cards.put("p1", "leaders", CardPlace("C1", "1.0", 1))
    await cards.put("p1", "author", CardPlace("D1", "1.1", 1))
    await cards.put("p1", "leaders", CardPlace("C1", "1.0", 2))
    assert await cards.get("p1", "leaders") == CardPlace("C1", "1.0", 2)
    assert await cards.get("p1", "author") == CardPlace("D1", "1.1", 1)


async def test_all_that_is_kept_of_a_post_can_be_asked_for_and_dropped(
    database: Database,
) -> None:
    await PostStore(database).add(a_post(), ())
    cards = CardStore(database, "ash")
    await cards.put("p1", "leaders", CardPlace("C1", "1.0", 1))
    await cards.put("p1", "author", CardPlace("D1", "1.1", 1))
    await cards.drop("p1", "leaders")
    await cards.drop("p1", "never there")
    assert await cards.all("p1") == {"author": CardPlace("D1", "1.1", 1)}
    assert await cards.all("p2") == {}


async def test_there_is_no_card_without_a_post(database: Database) -> None:
    with pytest.raises(StoreError):
        await CardStore(database, "ash").put("p1", "leaders", CardPlace("C1", "1.0", 1))
