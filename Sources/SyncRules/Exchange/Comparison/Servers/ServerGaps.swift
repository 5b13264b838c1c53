/// Finds what of two exports cannot be compared.
enum ServerGaps {
    static func all(_ old: ServerExport, _ new: ServerExport, _ pairing: ConnectorPairing) -> [ServerGap] {
        var gaps = missing(old, new)
        for (export, side) in [(old, ServerGap.Side.from), (new, .to)] {
            gaps += problems(export, side) + repeated(export, side) + orphans(export, side)
        }
        gaps += pairing.undecided.map { connector, side, candidates in
            let names = candidates.map { "\($0.name) (\($0.identifier))" }.sorted().joined(separator: ", ")
            return ServerGap(
                side,
                "The connector \(connector.name) (\(connector.identifier)) reads what several read; it may be the other "
                    + "server's \(names). None of these was compared.",
                place: nil
            )
        }.sorted { ($0.side.rawValue, $0.sentence) < ($1.side.rawValue, $1.sentence) }
        return gaps
    }

    /// Parts that every export has.
    private static func missing(_ old: ServerExport, _ new: ServerExport) -> [ServerGap] {
        let parts: [(String, (ServerExport) -> Bool)] = [
            (
                "There is no connector in it: no connectors, filters, run profiles and schemas were compared.",
                {
                    $0.connectors.isEmpty
                }
            ),
            ("There is no rule in it: no rules were compared.", { $0.rules.isEmpty }),
            ("There are no global parameters in it: no options were compared.", { $0.globalParameters.isEmpty }),
            ("There is no schema of the metaverse in it: it was not compared.", { $0.global?.metaverse == nil }),
        ]
        return parts.compactMap { sentence, isMissing in
            switch (isMissing(old), isMissing(new)) {
            case (true, true): ServerGap(.both, sentence)
            case (true, false): ServerGap(.from, sentence)
            case (false, true): ServerGap(.to, sentence)
            case (false, false): nil
            }
        }
    }

    /// What was read only in part; that a rule's connector is missing is said in other words below.
    private static func problems(_ export: ServerExport, _ side: ServerGap.Side) -> [ServerGap] {
        export.problems.filter { $0.severity > .note && $0.code != "unknownConnector" }.map { ServerGap(side, $0) }
    }

    private static func repeated(_ export: ServerExport, _ side: ServerGap.Side) -> [ServerGap] {
        let connectors = Dictionary(grouping: export.connectors, by: \.identifier)
        let rules = Dictionary(grouping: export.rules.filter { $0.identifier != nil }, by: \.identifier)
        let twice =
            connectors.values.filter { $0.count > 1 }.compactMap { $0.first.map { "connector \($0.name)" } }
            + rules.values.filter { $0.count > 1 }.compactMap { $0.first.map { "rule \($0.name)" } }
        return twice.sorted().map {
            ServerGap(side, "The \($0) stands there more than once. Are the files of several exports in one folder?")
        }
    }

    private static func orphans(_ export: ServerExport, _ side: ServerGap.Side) -> [ServerGap] {
        guard !export.connectors.isEmpty else { return [] }
        let known = Set(export.connectors.map(\.identifier))
        return export.rules.filter { !known.contains($0.connector) }.map {
            ServerGap(
                side,
                "The connector \($0.connector) of the rule \($0.name) is not in it; the rule was not compared."
            )
        }
    }
}
