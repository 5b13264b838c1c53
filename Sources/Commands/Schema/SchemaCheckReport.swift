import Diagnostics
import WizardTasks

/// Whether refreshes are due, forest by forest.
struct SchemaCheckReport: Report {
    struct Result: Encodable {
        let forests: [SchemaFinding]
    }

    static let kind = "schema.check"
    let result: Result

    init(_ findings: [SchemaFinding]) { result = Result(forests: findings) }

    func text(_ style: Style) -> String {
        ([sentence] + result.forests.map { Self.line($0, style) }).joined(separator: "\n")
    }

    private var sentence: String {
        let parts = SchemaFinding.State.allCases.compactMap { state -> String? in
            let names = result.forests.filter { $0.state == state }.map { Terminal.visible($0.forest) }
            guard !names.isEmpty else { return nil }
            let list = WordList.join(names)
            return switch state {
            case .failed: "could not ask \(list)"
            case .due: "a refresh of \(list) is due"
            case .untold: "of \(list) it cannot be told"
            case .current: "the cached schema of \(list) is current"
            }
        }
        let text = parts.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// One forest in one line, or in several where a failure has several.
    static func line(_ finding: SchemaFinding, _ style: Style) -> String {
        let lines = finding.reason.split(separator: "\n", omittingEmptySubsequences: false).map {
            Terminal.visible(String($0))
        }
        return
            "\(marked(finding.state, style)) \(style.strong(Terminal.visible(finding.forest)))  \(finding.state.title): "
            + lines.joined(separator: "\n    ")
    }

    private static func marked(_ state: SchemaFinding.State, _ style: Style) -> String {
        switch state {
        case .failed: style.bad("!")
        case .due: style.attention("~")
        case .untold: style.attention("?")
        case .current: style.good("=")
        }
    }
}
