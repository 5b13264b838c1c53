import ArgumentParser
import Foundation
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
    @Option(help: ArgumentHelp("A file of such decisions, one a line; # begins a comment.", valueName: "file"))
    var takeFrom: String?
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
        try Self.refuseBoth(take)
    }

    /// Both sides cannot be taken of the same thing, whichever of the two comes last.
    private static func refuseBoth(_ take: [String]) throws {
        if Set(take.compactMap(side)).count > 1 {
            throw ValidationError(
                "Both ours and theirs are to be taken. Decide for one, or name rule and part: RULE:PART=ours."
            )
        }
        var sides: [String: MergeDecision.Side] = [:]
        for (rule, part, side) in take.compactMap(decision) {
            let key = "\(rule.lowercased()):\(part)"
            if let earlier = sides[key], earlier != side {
                throw ValidationError("Both ours and theirs are to be taken of \(part) of \"\(rule)\". Decide for one.")
            }
            sides[key] = side
        }
    }

    /// The request; a rule that is named without a connector is meant on all of them.
    func request(in configuration: WorkspaceConfiguration) throws -> RuleMergeRequest {
        let take = try self.take + decisions()
        try Self.refuseBoth(take)
        var request = RuleMergeRequest(restored: restore, isLikeEntra: likeEntra)
        request.take = take.compactMap(Self.side).last
        let connectors = configuration.forests.map(\.connector.text) + [ConnectorID.tenant.text]
        let tags = Dictionary(
            try RuleCatalogue.standard().templates.map { ($0.name.lowercased(), $0.tag) },
            uniquingKeysWith: { first, _ in first }
        )
        let known = Set(tags.keys).union(
            tags.values.flatMap { [$0.lowercased(), RuleMergeSubject.key(ofTag: $0).lowercased()] }
        )
        for rule in take.compactMap(Self.decision).map(\.rule) + restore
        where !known.contains(rule.lowercased()) && UUID(uuidString: rule) == nil {
            throw ValidationError("No standard rule is called \"\(rule)\". `dryad rules catalogue` lists them.")
        }
        for (rule, part, side) in take.compactMap(Self.decision) {
            let key = tags[rule.lowercased()].map { RuleMergeSubject.key(ofTag: $0) } ?? rule
            request.decisions += connectors.map { MergeDecision(connector: $0, rule: key, part: part, take: side) }
        }
        return request
    }

    /// The decisions of the file; every line that is none is told.
    private func decisions() throws -> [String] {
        guard let takeFrom else { return [] }
        guard let text = try? String(contentsOfFile: takeFrom, encoding: .utf8) else {
            throw ValidationError("\(takeFrom) cannot be read. Is it there, may you read it, is it UTF-8 text?")
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
            (number: $0 + 1, text: $1.prefix { $0 != "#" }.trimmingPrefix(while: \.isWhitespace))
        }
        let said = lines.map { line in
            (line.number, String(line.text.reversed().drop(while: \.isWhitespace).reversed()))
        }.filter { !$0.1.isEmpty }
        let wrong = said.filter { Self.side($0.1) == nil && Self.decision($0.1) == nil }
        guard wrong.isEmpty else {
            let places = wrong.map { "\(takeFrom):\($0.0): \"\($0.1)\"" }.joined(separator: "\n")
            throw ValidationError("These lines are no decisions such as \"RULE:PART=ours\":\n\(places)")
        }
        return said.map(\.1)
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
