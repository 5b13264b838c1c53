/// The page's script: filters rows by what stands after the # of its address, and writes the filters there.
///
/// A filtered view can be sent as a link. Nothing is put into the page but numbers and what the person typed, and that
/// only as the value of a field.
enum PageScript {
    static let text = """
        "use strict";
        const form = document.getElementById("filters");
        const output = form.querySelector("output");
        const names = ["element", "change", "effect", "forest"];
        const rows = Array.from(document.querySelectorAll("tbody tr[data-forest]"));
        const texts = new Map();
        const textOf = row => {
          if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
          return texts.get(row);
        };
        function apply() {
          const words = form.elements.q.value.toLowerCase().split(/\\s+/).filter(Boolean);
          const wanted = names.map(name => [name, form.elements[name].value]).filter(pair => pair[1]);
          let all = 0, shown = 0;
          for (const row of rows) {
            const fits = wanted.every(([name, value]) => {
              const own = row.dataset[name];
              return own === undefined || (name === "effect" ? own.split(" ").includes(value) : own === value);
            }) && words.every(word => textOf(row).includes(word));
            row.hidden = !fits;
            if (row.dataset.effect !== undefined) { all += 1; if (fits) shown += 1; }
          }
          output.value = shown + " of " + all + " differences shown";
        }
        function read() {
          const asked = new URLSearchParams(location.hash.slice(1));
          if (location.hash.length > 1 && !location.hash.includes("=")) return;
          for (const name of ["q", ...names]) form.elements[name].value = asked.get(name) || "";
          for (const name of names) if (form.elements[name].selectedIndex < 0) form.elements[name].value = "";
          apply();
        }
        function write() {
          const asked = new URLSearchParams();
          for (const name of ["q", ...names]) if (form.elements[name].value) asked.set(name, form.elements[name].value);
          history.replaceState(null, "", "#" + asked);
          apply();
        }
        form.hidden = false;
        form.addEventListener("input", write);
        form.addEventListener("submit", event => event.preventDefault());
        form.addEventListener("reset", () => setTimeout(write));
        addEventListener("hashchange", read);
        addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.open = true; }));
        apply();
        read();
        """
}
