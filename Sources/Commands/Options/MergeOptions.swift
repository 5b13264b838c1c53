import ArgumentParser
import SyncRules
import WizardTasks

/// How regenerated rules meet those that people changed.
struct MergeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where both sides changed a part: ours (as generated) or theirs (as it is), for all or as RULE:PART=ours.",
            valueName: "side"
        )
    )
    var take: [String] = []
    @Option(help: ArgumentHelp("Ask a deleted standard rule back, by its name.", valueName: "rule"))
    var restore: [String] = []
    @Flag(
        help: "What the product does: an edited rule stays, and the standard one is added beside it, switched off."
    )
    var likeEntra = false

    func validate() throws {
        for text in take where Self.side(text) == nil && Self.decision(text) == nil {
            throw ValidationError(
                "--take is ours, theirs, or RULE:PART=ours, such as \"In from AD - User Common:flow mail=theirs\"."
            )
        }
    }

    /// The request; a rule that is named without a connector is meant on all of them.
    func request(in configuration: WorkspaceConfiguration) throws -> RuleMergeRequest {
        var request = RuleMergeRequest(restored: restore, isLikeEntra: likeEntra)
        request.take = take.compactMap(Self.side).last
        let connectors = configuration.forests.map(\.connector.text) + [ConnectorID.tenant.text]
        let tags = Dictionary(
            try RuleCatalogue.standard().templates.map { ($0.name.lowercased(), $0.tag) },
            uniquingKeysWith: { first, _ in first }
        )
        for (rule, part, side) in take.compactMap(Self.decision) {
            let key = tags[rule.lowercased()].map { RuleMergeSubject.key(ofTag: $0) } ?? rule
            request.decisions += connectors.map { MergeDecision(connector: $0, rule: key, part: part, take: side) }
        }
        return request
    }

    private static func side(_ text: String) -> MergeDecision.Side? { MergeDecision.Side(rawValue: text) }

    private static func decision(_ text: String) -> (rule: String, part: RulePart, side: MergeDecision.Side)? {
        guard let sign = text.lastIndex(of: "="), let side = side(String(text[text.index(after: sign)...])),
            let colon = text[..<sign].lastIndex(of: ":"),
            let part = RulePart(String(text[text.index(after: colon)..<sign]))
        else { return nil }
        return (String(text[..<colon]), part, side)
    }
}
