import Directory

/// Holds the parts of an export against each other: what the rules say and what the connectors list.
enum ExportChecks {
    static func problems(_ rules: [PortableRule], _ connectors: [ExportedConnector]) -> [ExchangeProblem] {
        var problems: [ExchangeProblem] = []
        let known = Set(connectors.map(\.identifier))
        for rule in rules where !connectors.isEmpty && !known.contains(rule.connector) {
            problems.append(
                ExchangeProblem(
                    .warning,
                    "unknownConnector",
                    file: "",
                    rule: rule.name,
                    "Its connector \(rule.connector) is not in the export; map it with --connector \(rule.connector)=NAME."
                )
            )
        }
        for connector in connectors where rules.contains(where: { $0.connector == connector.identifier }) {
            problems += inclusion(connector, rules.filter { $0.connector == connector.identifier })
        }
        return problems
    }

    /// The attributes that a connector imports are those that its rules use; what differs is worth knowing.
    private static func inclusion(_ connector: ExportedConnector, _ rules: [PortableRule]) -> [ExchangeProblem] {
        let used = rules.reduce(into: Set<AttributeName>()) { $0.formUnion($1.connectorAttributes) }
        let listed = Set(connector.attributeInclusion.map { AttributeName($0) })
        var problems: [ExchangeProblem] = []
        let unused = listed.subtracting(used).sorted()
        if !unused.isEmpty {
            problems.append(
                problem(connector, "listedAndUnused", unused, "imported, and used by none of the rules that were read")
            )
        }
        let missing = used.subtracting(listed).sorted()
        if !missing.isEmpty {
            problems.append(problem(connector, "usedAndNotListed", missing, "used by rules, and not imported"))
        }
        return problems
    }

    private static func problem(
        _ connector: ExportedConnector,
        _ code: String,
        _ names: [AttributeName],
        _ what: String
    ) -> ExchangeProblem {
        let shown = names.prefix(8).map(\.spelling).joined(separator: ", ")
        let more = names.count > 8 ? " and \(names.count - 8) more" : ""
        let noun = names.count == 1 ? "1 attribute is" : "\(names.count) attributes are"
        return ExchangeProblem(.note, code, file: connector.name, "\(noun) \(what): \(shown)\(more).")
    }
}
