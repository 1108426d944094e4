"""The picture of the lifecycle is the table's."""

from docs.draw_lifecycle import PAGE, page


def test_the_page_was_drawn_from_the_table_as_it_is():
    assert PAGE.read_text() == page(), "run python -m docs.draw_lifecycle"
