import Plans

/// Prints results: the one place where a form is chosen.
struct Renderer {
    let format: OutputFormat

    private struct Envelope<Result: Encodable>: Encodable {
        let format: Int
        let kind: String
        let result: Result
    }

    func show<Shown: Report>(_ report: Shown) throws {
        switch format {
        case .text: print(report.text(Output.style(forErrors: false)))
        case .json where !Shown.isEnveloped: print(try CanonicalJSON.pretty(report.result))
        case .json: print(try CanonicalJSON.pretty(Envelope(format: 1, kind: Shown.kind, result: report.result)))
        }
    }
}
