import Directory
import SQLiteStore
import SyncEngine
import SyncRules

/// Reports how objects of several forests came together, and who nearly did.
///
/// All objects are walked over twice: once to know what each gives for joining, and once to ask what joins find for it. Of those
/// that are joined or have nothing to be said of nothing is kept but numbers.
public struct ReadJoins: Sendable {
    private let workspace: Workspace
    private let pageSize: Int

    /// Prepares the task.
    public init(in workspace: Workspace) { self.init(in: workspace, pageSize: TenantNames.pageSize) }

    /// Prepares the task, to read so many objects at a time.
    init(in workspace: Workspace, pageSize: Int) { (self.workspace, self.pageSize) = (workspace, pageSize) }

    /// The kinds of findings, the worst first, with the words for them.
    private static let kinds: [(JoinFinding.Kind, String)] = [
        (.ambiguous, "ambiguous"), (.taken, "taken"), (.tooLate, "tooLate"), (.partial, "partial"),
        (.spelling, "spelling"), (.otherDomain, "otherDomain"),
    ]

    /// By what an object came to others.
    private struct Way: Hashable {
        let connector: ConnectorID
        let others: Set<ConnectorID>
        let criterion: String
        let rule: String

        init(_ finding: JoinFinding) {
            connector = finding.object.connector
            others = Set(finding.others.map(\.connector))
            (criterion, rule) = (finding.criterion ?? "", finding.rule ?? "")
        }
    }

    /// What an object is called.
    private struct Name {
        let label: String
        let dn: String
    }

    /// What was found.
    private struct Found {
        /// How many objects came to others in each way.
        var ways: [Way: Int] = [:]
        /// What there is to say of those that stand alone, in the order of the forests.
        var findings: [JoinFinding] = []
        /// Who they are, and whom it is about.
        var names: [ConnectorSpaceIdentity: Name] = [:]
    }

    /// Looks at all objects.
    public func run() async throws -> JoinsReading {
        let forests = workspace.configuration.forests
        // Before rules bring names of their own.
        try await workspace.store.learnNames()
        let rules = try await ObjectRules.read(workspace)
        var analysis = JoinAnalysis(rules.tracer, of: forests.map(\.connector))
        var linked: [ConnectorID: Int] = [:]
        var disconnectors: [ConnectorID: Int] = [:]
        // Joins find objects of other forests alone.
        let isAsked = forests.count > 1
        if isAsked {
            for (objectClass, identifiers) in try await workspace.store.metaverseIdentities() {
                for identifier in identifiers { analysis.add(identifier, as: objectClass) }
            }
        }
        var pages = self.pages()
        while let page = try await pages.next() {
            for object in page {
                if object.link == nil {
                    disconnectors[object.identity.connector, default: 0] += 1
                } else {
                    linked[object.identity.connector, default: 0] += 1
                }
                if isAsked { analysis.add(object) }
            }
        }
        let found = try await isAsked ? look(analysis) : Found()
        let shared = analysis.shared()
        var pairs: [JoinsReading.Pair] = []
        for (place, first) in forests.enumerated() {
            for second in forests.dropFirst(place + 1) { pairs.append(pair(first, second, found)) }
        }
        func count(_ number: (ConnectorID) -> Int) -> [String: Int] {
            Dictionary(forests.map { (workspace.configuration.name(of: $0.connector), number($0.connector)) }) {
                $0 + $1
            }
        }
        return JoinsReading(
            pairs: pairs,
            alone: count { (linked[$0] ?? 0) - (shared[$0] ?? 0) },
            disconnectors: count { disconnectors[$0] ?? 0 },
            notes: rules.notes
        )
    }

    private func pages() -> ObjectPages {
        ObjectPages(workspace.store, of: workspace.configuration.forests.map(\.connector), size: pageSize)
    }

    /// Asks what joins find for each object.
    private func look(_ analysis: JoinAnalysis) async throws -> Found {
        var found = Found()
        var gathered = JoinFindings(analysis)
        var pages = self.pages()
        while let page = try await pages.next() {
            for object in page {
                if let finding = gathered.look(at: object) { found.ways[Way(finding), default: 0] += 1 }
            }
        }
        found.findings = gathered.end()
        found.names = try await names(found.findings)
        return found
    }

    /// What those are called that findings are about.
    private func names(_ findings: [JoinFinding]) async throws -> [ConnectorSpaceIdentity: Name] {
        let (store, table) = (workspace.store, workspace.store.table)
        var names: [ConnectorSpaceIdentity: Name] = [:]
        var rest = Set(findings.flatMap { [$0.object] + $0.others }).sorted()[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            for object in try await store.connectorObjects(Array(rest.prefix(pageSize))) {
                names[object.identity] = Name(label: ObjectSpaces.label(object.entry, table), dn: object.entry.dn)
            }
            rest = rest.dropFirst(pageSize)
        }
        return names
    }

    private func pair(
        _ first: ForestConfiguration,
        _ second: ForestConfiguration,
        _ found: Found
    ) -> JoinsReading.Pair {
        func isOfBoth(_ own: ConnectorID, _ others: Set<ConnectorID>) -> Bool {
            (own == first.connector && others.contains(second.connector))
                || (own == second.connector && others.contains(first.connector))
        }
        var counts: [[String]: Int] = [:]
        for (way, count) in found.ways where isOfBoth(way.connector, way.others) {
            counts[[way.criterion, way.rule], default: 0] += count
        }
        let criteria = counts.map { key, count in
            JoinsReading.Criterion(
                criterion: key[0].isEmpty ? nil : key[0],
                rule: key[1].isEmpty ? nil : key[1],
                count: count
            )
        }.sorted { (-$0.count, $0.criterion ?? "~", $0.rule ?? "") < (-$1.count, $1.criterion ?? "~", $1.rule ?? "") }
        let both = found.findings.filter { isOfBoth($0.object.connector, Set($0.others.map(\.connector))) }
        let cases = Self.kinds.flatMap { kind, word in
            both.filter { $0.kind == kind }.map { one($0, word, found.names) }
        }
        return JoinsReading.Pair(
            first: first.name,
            second: second.name,
            joined: counts.values.reduce(0, +),
            criteria: criteria,
            cases: cases
        )
    }

    private func one(
        _ finding: JoinFinding,
        _ word: String,
        _ names: [ConnectorSpaceIdentity: Name]
    ) -> JoinsReading.Case {
        let own = names[finding.object]
        return JoinsReading.Case(
            kind: word,
            label: own?.label ?? "",
            dn: own?.dn ?? "",
            others: finding.others.compactMap { names[$0]?.label },
            criterion: finding.criterion,
            value: finding.value.map { ShownValue.text($0) },
            sentence: JoinText.sentence(finding) { names[$0]?.label }
        )
    }
}
