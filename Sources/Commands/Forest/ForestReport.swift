import Connectors
import Diagnostics

/// What a forest said of itself.
struct ForestReport: Report {
    struct Result: Encodable {
        let name: String
        let description: ForestDescription
    }

    static let kind = "forest"
    let result: Result
    private let verb: String

    init(name: String, description: ForestDescription, verb: String) {
        result = Result(name: name, description: description)
        self.verb = verb
    }

    func text(_ style: Style) -> String {
        let forest = result.description
        let kind = forest.isActiveDirectory ? "Active Directory or shaped like it" : "not Active Directory"
        let facts = [
            ("read from", ShownPath.text(forest.source)), ("server", forest.server), ("domain", forest.domain),
            ("kind", kind),
            ("protected by", forest.security), ("signed in as", forest.account.flatMap { $0.isEmpty ? nil : $0 }),
        ]
        var table = TextTable([])
        for case (let title, let value?) in facts { table.add([title, value]) }
        return "The forest \(Terminal.visible(result.name)) answers and \(verb).\n" + table.text(style, indent: "  ")
    }
}
