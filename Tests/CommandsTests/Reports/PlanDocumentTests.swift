import Foundation
import Plans
import TestSupport
import Testing
import WizardTasks

@testable import Commands

@Suite("A plan as a document")
struct PlanDocumentTests {
    private static let hostile = [
        "<script>alert(1)</script>", "a|b", "\\|", "`code`", "```", "]]>", "--></style></script>", "\" onload=\"x", "'",
        "one\ntwo", "one\r\ntwo", "\u{202E}abc", "<\u{0338}b>", "|\u{0301}", "`\u{0301}", "&lt;",
        "@team #1 www.example.org",
        "[x](y)", "**x**", "", "\u{0}",
    ]

    @Test("it is what it was, byte for byte", arguments: ReportForm.allCases)
    func golden(_ form: ReportForm) async throws {
        let plan = try await PlanFixture.plan.value
        let text = PlanDocument(plan: plan, form: form).text
        #expect(text == PlanDocument(plan: plan, form: form).text)
        try GoldenFile("Reports/refresh." + (form == .html ? "html" : "md")).compare(text)
    }

    @Test("a page has no more marks with hostile names in it than with harmless ones", arguments: hostile)
    func page(_ mark: String) throws {
        let (page, other) = (try document(mark, .html), try document("harmless", .html))
        #expect(page.contains("Parts of rules that changed on both sides"))
        for scalar in ["<", ">", "\""] as [Unicode.Scalar] {
            #expect(page.unicodeScalars.count { $0 == scalar } == other.unicodeScalars.count { $0 == scalar })
        }
        // The two apostrophes of a policy's words are the page's own.
        #expect(page.unicodeScalars.count { $0 == "'" } == other.unicodeScalars.count { $0 == "'" })
        #expect(!page.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{0}" })
    }

    @Test("tables and tags of Markdown are its own, whatever names hold", arguments: hostile)
    func markdown(_ mark: String) throws {
        let (text, other) = (try document(mark, .markdown), try document("harmless", .markdown))
        let (lines, expected) = (text.split(separator: "\n"), other.split(separator: "\n"))
        #expect(lines.count == expected.count)
        for (line, like) in zip(lines, expected) {
            // Outside of tables a bar is a bar.
            if like.hasPrefix("|") { #expect(Self.bars(line) == Self.bars(like), "\(line)") }
            #expect(Self.tags(line) == Self.tags(like), "\(line)")
        }
    }

    @Test("a page asks for nothing from elsewhere, and may not")
    func policy() async throws {
        let page = PlanDocument(plan: try await PlanFixture.plan.value, form: .html).text.lowercased()
        for word in ["http://", "https://", "src=", "@import", "url(", " style=\"", " onclick", "<link", "<iframe"] {
            #expect(!page.contains(word), "\(word)")
        }
        let start = try #require(page.range(of: "content-security-policy\" content=\""))
        let policy = page[start.upperBound...].prefix { $0 != "\"" }
        #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
        #expect(policy.contains("script-src 'sha256-") && !policy.contains("unsafe"))
        #expect(page.contains("<html lang=\"en\">"))
        #expect(page.components(separatedBy: "<table").count == page.components(separatedBy: "<caption>").count)
    }

    @Test("Markdown stays below 60,000 characters and says how much it leaves out", arguments: [1, 40, 300])
    func length(_ count: Int) throws {
        let text = PlanDocument(plan: try PlanFixture.marked("a-rather-long-name", count: count), form: .markdown).text
        #expect(text.utf16.count <= 60_000)
        #expect(text.contains("\nand ") == (count > 1))
        #expect(text.contains("### This plan"))
    }

    private func document(_ mark: String, _ form: ReportForm) throws -> String {
        PlanDocument(plan: try PlanFixture.marked(mark), form: form).text
    }

    /// The bars that part cells: those without an odd number of backslashes before them.
    private static func bars(_ line: Substring) -> Int {
        var (count, backslashes) = (0, 0)
        for scalar in line.unicodeScalars {
            if scalar == "|", backslashes % 2 == 0 { count += 1 }
            backslashes = scalar == "\\" ? backslashes + 1 : 0
        }
        return count
    }

    /// The tags outside of code spans, without the comments that part mentions.
    private static func tags(_ line: Substring) -> Int {
        var rest = Array(line.replacing("<!-- -->", with: "").unicodeScalars)[...]
        var count = 0
        while let scalar = rest.first {
            let run = scalar == "`" ? rest.prefix { $0 == "`" }.count : 0
            rest = rest.dropFirst(max(run, 1))
            if scalar == "\\" { rest = rest.dropFirst() }
            if scalar == "<" || scalar == ">" { count += 1 }
            guard run > 0 else { continue }
            // A span ends at the next run of the same length; without one it is none.
            var inside = rest
            while let place = inside.firstIndex(of: "`") {
                let length = inside[place...].prefix { $0 == "`" }.count
                inside = inside[(place + length)...]
                guard length == run else { continue }
                rest = inside
                break
            }
        }
        return count
    }
}
