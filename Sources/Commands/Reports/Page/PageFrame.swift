import Foundation
import Plans

/// What every page has around its sections: a head that says what the page may do, a header, and its style.
///
/// It may use its one style and run its one script, where it has one, both named by their hashes, and nothing besides.
struct PageFrame {
    let title: String
    let script: String?
    /// What stands below the title, as HTML.
    let header: String
    let navigation: String
    let sections: [String]

    var text: String {
        let scripts = script.map { " script-src '\(Self.hash($0))';" } ?? ""
        let policy = """
            default-src 'none'; style-src '\(Self.hash(PageStyle.text))';\(scripts) base-uri 'none'; form-action 'none'
            """
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
            \(header)
            </header>
            \(navigation)
            <main>
            \(sections.joined(separator: "\n"))
            </main>
            \(script.map { "<script>\($0)</script>\n" } ?? "")</body>
            </html>

            """
    }

    /// A section with its heading; nothing where it has nothing in it.
    static func section(_ identifier: String, _ title: String, _ parts: [String]) -> String {
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
