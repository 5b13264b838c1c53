public import Foundation
public import Testing

/// axe-core, the rules by which pages are judged for people who do not see or point: Scripts/setup fetches it.
public enum AccessibilityRules {
    /// Where it is; nothing where it was not fetched.
    public static let script: URL? = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build/axe/axe.min.js")
        return FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
    }()

    /// What a browser's page breaks, one line each: the weight, the rule, and where.
    public static func findings(in browser: WebDriver) async throws -> [String] {
        guard let script else { return ["axe-core is not there"] }
        _ = try await browser.run(try String(contentsOf: script, encoding: .utf8) + "\nreturn typeof axe;")
        let text = try await browser.runWaiting(
            """
            axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations.map(one =>
                one.impact + ' ' + one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html).join(' | ')).join('\\n')));
            """
        )
        return text.split(separator: "\n").map { String($0) }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips where axe-core was not fetched.
    public static var needsAccessibilityRules: ConditionTrait {
        .enabled("axe-core is not there: Scripts/setup fetches it") { AccessibilityRules.script != nil }
    }
}
