"use strict";
// The page reads without this. It opens what a link points into, opens everything to print, and leads back.
(function () {
  var all = Array.prototype.slice.call(document.querySelectorAll("details"));
  function reveal() {
    var target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (var at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  }
  var back = document.createElement("button"), from = null;
  back.type = "button"; back.id = "back"; back.textContent = "Back to the line"; back.hidden = true;
  document.body.appendChild(back);
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href^='#r'], a[href^='#p']:not(nav a)") : null;
    if (!link) return;
    from = link; back.hidden = false;
    if (link.getAttribute("href") === location.hash) reveal();
  });
  back.addEventListener("click", function () {
    for (var at = from; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    from.scrollIntoView({ block: "center" }); from.focus({ preventScroll: true }); back.hidden = true;
  });
  addEventListener("hashchange", reveal);
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = all.filter(function (one) { return !one.open; });
    closed.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (one) { one.open = false; }); });
  var unfold = document.getElementById("unfold"), open = false;
  unfold.hidden = false;
  unfold.addEventListener("click", function () {
    open = !open;
    all.forEach(function (one) { one.open = open; });
    unfold.textContent = open ? "Close everything" : "Open everything";
  });
  if (location.hash.length > 1) reveal();
})();
