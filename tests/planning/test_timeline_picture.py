"""The timeline as a picture: every class once, in pages that fit a sheet of paper."""

import re
from xml.etree import ElementTree

from reskill.planning.fiscal import Quarter
from reskill.planning.timeline_chart import Bar, Chart
from reskill.planning.timeline_picture import HEAD, ROW, ROWS_OF_A_PAGE, pages, picture, to_print


def chart(programs: int, rows_each: int = 1) -> Chart:
    names = [f"Program <{i}>" if row == 0 else "" for i in range(programs) for row in range(rows_each)]
    bars = tuple(Bar(i, i, i % 12, 1, f"{i + 1000}", marked=i % 2 == 0) for i in range(len(names)))
    return Chart("Classes", "Read it so.", tuple(names), tuple(Quarter(2028, 1).plus(i) for i in range(12)), bars)


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_that_a_picture_has_every_class_with_its_people() -> None:
    of = chart(150)
    found = texts(picture(of, "Elm & Oak"))
    assert "Elm & Oak: Classes" in found
    assert [t for t in found if t.isdecimal() and len(t) == 4] == [b.text for b in of.bars]
    assert [t for t in found if t.startswith("Program <")] == list(of.names)


def test_that_pages_have_all_classes_once_and_repeat_quarters_and_names() -> None:
    of = chart(3, rows_each=50)  # of 50 rows each, so that every page but the first begins within a program
    found = [texts(page) for page in pages(of, "Elm")]
    assert len(found) == 5  # 150 rows
    assert [t for page in found for t in page if t.isdecimal() and len(t) == 4] == [b.text for b in of.bars]
    assert all(page.count("FY2028") == 4 for page in found)
    assert [next(t for t in page if t.startswith("Program")) for page in found] == [
        f"Program <{i * ROWS_OF_A_PAGE // 50}>" for i in range(5)
    ]
    sizes = {re.search("viewBox='([^']*)'", page).group(1) for page in pages(of, "Elm")}
    assert len(sizes) == 1
    tops = [float(t) for page in pages(of, "Elm") for t in re.findall(r"<rect x='[^']*' y='(\d+)'", page)]
    assert max(tops) < HEAD + ROWS_OF_A_PAGE * ROW
    assert to_print(of, "Elm").count("<svg") == 5


def test_that_a_load_over_its_limit_is_framed_and_an_empty_plan_says_so() -> None:
    of = Chart("Load", "", ("Finance",), (Quarter(2028, 1),), (Bar("f", 0, 0, 1, "5 of 4", part=1.25),))
    assert "stroke='#b3261e'" in picture(of, "Elm") and "5 of 4" in texts(picture(of, "Elm"))
    assert "Nothing is planned." in texts(picture(Chart("Load", "", (), of.quarters, ()), "Elm"))
