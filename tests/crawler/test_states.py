"""Equal states look alike but for their data."""

from crawler.states import state_id, template
from recording.tree import Node, Tree


def tree(*texts: str, page: str = "a/a", **more: object) -> Tree:
    nodes = [Node(id=1, tag="view", rect=(0, 0, 375, 800))]
    nodes += [
        Node(id=n, parent=1, tag="text", rect=(0, n * 20, 100, 20), text=text, **more)  # type: ignore[arg-type]
        for n, text in enumerate(texts, 2)
    ]
    return Tree(page=page, nodes=tuple(nodes))


def test_words_places_and_repetition_are_data() -> None:
    assert state_id(tree("one")) == state_id(tree("two", "three", "four"))


def test_pages_parts_and_buttons_are_structure() -> None:
    plain = tree("one")
    assert state_id(plain) != state_id(tree("one", page="b/b"))
    assert state_id(plain) != state_id(tree("one", events=("tap",)))
    assert state_id(plain) != state_id(tree("one", attrs={"open-type": "getPhoneNumber"}))
    assert state_id(plain) != state_id(plain.model_copy(update={"exited": True}))


def test_a_toast_is_no_part_of_a_state() -> None:
    layer = Node(id=8, tag="native-layer", rect=(0, 0, 375, 800), dialog="toast.1")
    toast = Node(id=9, tag="native-box", rect=(0, 0, 9, 9), attrs={"data-mi-type": "toast"}, parent=8, dialog="toast.1")
    plain = tree("one")
    assert state_id(plain) == state_id(plain.model_copy(update={"nodes": (*plain.nodes, layer, toast)}))


def test_entries_of_one_list_have_one_template() -> None:
    listing = tree("one", "two")
    first, second = listing.nodes[1:]
    assert template(listing, first) == template(listing, second)
    assert template(listing, first) != template(listing, listing.nodes[0])


def test_a_function_in_the_dress_of_the_entries_is_none_of_them() -> None:
    """Same class, same place, other build: a row of two texts above rows of a picture and a text."""
    rows = [Node(id=n, parent=0, tag="view", rect=(0, 50 * n, 375, 40), attrs={"class": "card row"}) for n in (1, 2, 3)]
    parts = [
        Node(id=4, parent=1, tag="text", rect=(0, 50, 90, 20), text="one"),
        Node(id=5, parent=2, tag="image", rect=(0, 100, 40, 40)),
        Node(id=6, parent=3, tag="image", rect=(0, 150, 40, 40)),
    ]
    page = Tree(page="a/a", nodes=(Node(id=0, tag="view", rect=(0, 0, 375, 800)), *rows, *parts))
    made = [template(page, row) for row in rows]
    assert made[1] == made[2]
    assert made[0] != made[1]


def test_a_parent_outside_the_tree_does_no_harm() -> None:
    orphan = Tree(page="a/a", nodes=(Node(id=5, parent=77, tag="view", rect=(0, 0, 1, 1)),))
    assert state_id(orphan)
