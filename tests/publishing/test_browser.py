"""The page in a real browser. Needs Chromium on PATH; ``ACCORD_REQUIRE_BROWSER=1`` makes its absence a failure."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from accord.publishing import render_html
from accord.publishing.trendpage import render_trends
from accord.records import Dossier

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)

#: A page around the page: loads it unchanged in frames of several widths and writes down what it measures there.
PROBE = """<!doctype html><meta charset="utf-8"><body style="margin:0"><pre id="out"></pre><script>
var widths = [360, 390, 1280], all = {};
function next() {
  var width = widths.shift(), frame = document.createElement("iframe");
  if (!width) { document.getElementById("out").textContent = JSON.stringify(all); return; }
  frame.style = "border:0;height:800px;width:" + width + "px";
  if (SANDBOX) frame.sandbox = "allow-same-origin";
  frame.onload = function () { look(frame.contentDocument, width, all[width] = {}, frame); };
  frame.src = "page.html";
  document.body.appendChild(frame);
}
function look(doc, width, found, frame) {
  function fold(open) { doc.querySelectorAll("details").forEach(function (one) { one.open = open; }); }
  found.folded = doc.documentElement.scrollWidth;
  fold(true);
  found.unfolded = doc.documentElement.scrollWidth;
  found.outside = Array.from(doc.querySelectorAll("main *, header *")).filter(function (one) {
    var box = one.getBoundingClientRect();
    return box.width > 1 && box.right > width + 1 && !one.closest(".scroll") && !one.closest("svg");
  }).map(function (one) { return one.tagName + "." + one.className; }).slice(0, 5);
  found.cut = Array.from(doc.querySelectorAll("svg.picture text, svg.strips text")).filter(function (one) {
    var box = one.getBoundingClientRect(), room = one.closest("svg").getBoundingClientRect();
    return box.width > 0 && (box.left < room.left - 1 || box.right > room.right + 1 || box.bottom > room.bottom + 1);
  }).map(function (one) { return one.textContent; });
  fold(false);
  doc.documentElement.style.scrollBehavior = "auto";
  var point = doc.querySelector("svg.strips a[href^='#p']");
  if (point) {
    point.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: frame.contentWindow}));
    setTimeout(function () {
      var events = doc.getElementById(point.getAttribute("href").slice(1)), box = events.getBoundingClientRect();
      found.behind = events.matches(":target") && box.height > 0 && box.top >= 0 && box.top < 800;
      quoted();
    }, 150);
  } else quoted();
  function quoted() {
  var link = doc.querySelector("a.source");
  if (!link) return next();
  link.click();
  setTimeout(function () {
    var mark = doc.getElementById(link.hash.slice(1)), box = mark.getBoundingClientRect();
    var back = doc.getElementById("back");
    found.seen = box.height > 0 && box.top >= 0 && box.top < 800;
    found.marked = mark.matches(":target");
    if (!back) return next();
    found.back = !back.hidden;
    back.click();
    setTimeout(function () { found.returned = doc.activeElement === link; next(); }, 50);
  }, 150);
  }
}
next();
</script>"""


@pytest.fixture(scope="module")
def browser() -> str:
    if BROWSER is None:
        if os.environ.get("ACCORD_REQUIRE_BROWSER") == "1":
            pytest.fail("ACCORD_REQUIRE_BROWSER=1 and no chromium on PATH")
        pytest.skip("no chromium on PATH")
    return BROWSER


def look(browser: str, page: str, folder: Path, *, scripts: bool = True) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What the probe measured at each width, and what the console said."""
    (folder / "page.html").write_text(page, encoding="utf-8")
    probe = folder / "probe.html"
    probe.write_text(PROBE.replace("SANDBOX", "false" if scripts else "true"), encoding="utf-8")
    options = (
        "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
        "--disable-sync --no-first-run --allow-file-access-from-files --enable-logging=stderr "
        "--virtual-time-budget=9000 --dump-dom"
    )
    command = [browser, *options.split(), f"--user-data-dir={folder / 'home'}", probe.as_uri()]
    run = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    written = re.search(r'<pre id="out">(.+?)</pre>', run.stdout, re.S)
    assert written, run.stderr[-2000:]
    return json.loads(html.unescape(written[1])), [line for line in run.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.parametrize("name", ["exit_dossier", "hostile_dossier", "wordy_dossier", "past_dossier"])
def test_fits_and_leads_to_the_sentence(
    request: pytest.FixtureRequest, browser: str, tmp_path: Path, name: str
) -> None:
    widths, said = look(browser, render_html(request.getfixturevalue(name)), tmp_path)
    assert said == []
    assert set(widths) == {"360", "390", "1280"}
    for width, found in widths.items():
        assert found["folded"] <= int(width) and found["unfolded"] <= int(width), found
        assert found["outside"] == []
        assert found["cut"] == []
        assert found["seen"] and found["marked"] and found["back"] and found["returned"], found


def test_without_scripts_a_link_still_opens_the_report(exit_dossier: Dossier, browser: str, tmp_path: Path) -> None:
    widths, _ = look(browser, render_html(exit_dossier), tmp_path, scripts=False)
    for found in widths.values():
        assert "back" not in found
        assert found["seen"] and found["marked"], found


@pytest.mark.parametrize("scripts", [True, False])
def test_a_point_of_the_past_leads_to_the_events_behind_it(
    past_dossier: Dossier, browser: str, tmp_path: Path, scripts: bool
) -> None:
    widths, _ = look(browser, render_html(past_dossier), tmp_path, scripts=scripts)
    assert all(found["behind"] for found in widths.values()), widths


def test_a_page_of_trends_fits(past_dossier: Dossier, browser: str, tmp_path: Path) -> None:
    background = past_dossier.background
    assert background is not None
    known = background.first, background.last
    page = render_trends(background.pairs[0].trends, known=known, dealings=background.dealings)
    widths, said = look(browser, page, tmp_path)
    assert said == []
    for width, found in widths.items():
        assert found["unfolded"] <= int(width) and not found["outside"] and not found["cut"], found
        assert found["behind"], found


def test_the_probe_sees_what_is_too_wide(browser: str, tmp_path: Path) -> None:
    wide = "<!doctype html><main><div style='width:900px'>wide</div></main><script>console.error('heard')</script>"
    widths, said = look(browser, wide, tmp_path)
    assert widths["390"]["folded"] >= 900 and widths["390"]["outside"]
    assert any("heard" in line for line in said)
