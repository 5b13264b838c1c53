import Plans

/// Prints results: the one place where a form is chosen.
struct Renderer {
    let format: OutputFormat

    private struct Envelope<Result: Encodable>: Encodable {
        let format: Int
        let kind: String
        let result: Result
    }

    func show<Shown: Report>(_ report: Shown) throws { print(try text(report)) }

    /// What is printed.
    func text<Shown: Report>(_ report: Shown) throws -> String {
        switch format {
        case .text: report.text(Output.style(forErrors: false))
        case .json where !Shown.isEnveloped: try CanonicalJSON.pretty(report.result)
        case .json: try CanonicalJSON.pretty(Envelope(format: 1, kind: Shown.kind, result: report.result))
        }
    }
}
