(function () {
  "use strict";
  var page = document.documentElement;
  window.addEventListener("error", function (event) { page.dataset.error = event.message; });
  var data = document.getElementById("token-data");
  if (data) {
    var texts = JSON.parse(data.textContent);
    var list = document.getElementById("token-list");
    var values = document.getElementById("token-values");
    var choice = document.getElementById("token-text");
    var most = 12;            // bits at which a token is darkest
    var safe = 6;             // logits at which a margin no longer shows

    function shade(share) {
      return "rgba(var(--heat), " + (0.75 * Math.max(0, Math.min(1, share))).toFixed(3) + ")";
    }
    function background(text, i, mode) {
      var before = shade(text.before[i] / most);
      var after = shade(text.after[i] / most);
      if (mode === "before") { return before; }
      if (mode === "after") { return after; }
      if (mode === "margin") { return shade(1 - text.margin[i] / safe); }
      return "linear-gradient(" + before + " 50%, " + after + " 50%)";
    }
    function describe(text, i) {
      return "Token " + (i + 1) + " of " + text.tokens.length + ", \u201c" + text.tokens[i] + "\u201d: "
        + text.before[i].toFixed(2) + " bits before, " + text.after[i].toFixed(2) + " bits after, margin "
        + text.margin[i].toFixed(2) + (text.margin[i] > 0 ? "" : ", wrong");
    }
    function visible(token) {
      return token.replace(/\n/g, "\u21b5\n");
    }
    function show() {
      var text = texts[Number(choice.value)];
      var mode = document.querySelector("input[name=shade]:checked").value;
      list.replaceChildren();
      text.tokens.forEach(function (token, i) {
        var span = document.createElement("span");
        span.textContent = visible(token);
        span.setAttribute("role", "option");
        span.setAttribute("aria-selected", "false");
        span.setAttribute("aria-label", describe(text, i));
        span.title = describe(text, i);
        span.tabIndex = i === 0 ? 0 : -1;
        span.style.background = background(text, i, mode);
        span.addEventListener("focus", function () { choose(span, i); });
        span.addEventListener("mouseenter", function () { values.textContent = describe(text, i); });
        list.appendChild(span);
      });
      values.textContent = "No token chosen.";
    }
    function choose(span, i) {
      Array.prototype.forEach.call(list.children, function (other) {
        other.tabIndex = -1;
        other.setAttribute("aria-selected", "false");
      });
      span.tabIndex = 0;
      span.setAttribute("aria-selected", "true");
      values.textContent = describe(texts[Number(choice.value)], i);
    }
    list.addEventListener("keydown", function (event) {
      var spans = Array.prototype.slice.call(list.children);
      var at = spans.indexOf(document.activeElement);
      var to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: spans.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        spans[Math.max(0, Math.min(spans.length - 1, to))].focus();
      }
    });
    choice.addEventListener("change", show);
    Array.prototype.forEach.call(document.getElementsByName("shade"), function (input) {
      input.addEventListener("change", show);
    });
    show();
  }
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (fold) { fold.open = true; });
  });
  page.dataset.ready = "true";
}());
