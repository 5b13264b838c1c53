import DirectorySchema
import Foundation
import Plans
import WizardTasks

/// A plan as one page that needs nothing else: no network, no fonts, no other file.
///
/// What the page may do is said in its head: run its one script and use its one style, both named by their hashes, and
/// nothing besides. Without the script everything is there to be read.
struct PlanPage {
    let outline: PlanOutline

    init(_ outline: PlanOutline) { self.outline = outline }

    var text: String {
        let title = "Schema refresh, plan \(outline.plan.digest.short)"
        let policy = """
            default-src 'none'; style-src '\(Self.hash(PageStyle.text))'; script-src '\(Self.hash(PageScript.text))'; \
            base-uri 'none'; form-action 'none'
            """
        let sections = [warnings, differences, decisions, rules, runs, basis].filter { !$0.isEmpty }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(title)</title>
            <style>\(PageStyle.text)</style>
            </head>
            <body>
            <header>
            <h1>\(title)</h1>
            <p class="summary">\(PageText.html(outline.summary))</p>
            \(facts)
            </header>
            \(navigation)
            <main>
            \(sections.joined(separator: "\n"))
            </main>
            <script>\(PageScript.text)</script>
            </body>
            </html>

            """
    }

    private var facts: String {
        var lines: [String] = []
        if let origin = outline.origin { lines.append("Plan \(PageText.html(origin)).") }
        if outline.isRedacted {
            lines.append("Redacted: names and values are replaced by keyed hashes; equal ones were equal.")
        }
        return lines.map { "<p class=\"faint\">\($0)</p>" }.joined(separator: "\n")
    }

    private var navigation: String {
        let all = [
            ("first", "Look at this first", warnings), ("differences", "Differences", differences),
            ("decisions", "Decisions", decisions), ("rules", "Rules", rules), ("runs", "What must follow", runs),
            ("basis", "Made from", basis),
        ]
        let links = all.filter { !$0.2.isEmpty }.map { "<li><a href=\"#\($0.0)\">\($0.1)</a></li>" }
        return "<nav aria-label=\"Sections\"><ul>\(links.joined())</ul></nav>"
    }

    func section(_ identifier: String, _ title: String, _ parts: [String]) -> String {
        let shown = parts.filter { !$0.isEmpty }
        guard !shown.isEmpty else { return "" }
        return """
            <section aria-labelledby="\(identifier)">
            <h2 id="\(identifier)">\(title)</h2>
            \(shown.joined(separator: "\n"))
            </section>
            """
    }

    /// How a policy names a text.
    private static func hash(_ text: String) -> String {
        let hex = Fingerprint(of: text.utf8).hex
        var bytes: [UInt8] = []
        var rest = Substring(hex)
        while !rest.isEmpty {
            bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
            rest = rest.dropFirst(2)
        }
        return "sha256-" + Data(bytes).base64EncodedString()
    }
}
