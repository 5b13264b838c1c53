import SQLiteStore
public import SyncRules

/// The rules of a workspace: those that were last generated, with what people changed of them and what they made.
public struct WorkspaceRules: Sendable {
    /// What was last generated.
    public let generated: GeneratedRules
    /// All rules, those that are switched off among them, by number.
    ///
    /// Where no file says anything they are written anew each time: whoever needs them more than once keeps them.
    public var rules: [PortableRule] { written ?? Self.overlay(generated.rules.map { PortableRule($0) }, folder) }
    /// The rules that run: the enabled ones, as the engine takes them, beside the decisions of the generation.
    public let active: GeneratedRules
    /// A fingerprint of the rules that run; nothing where files say something, and rules have to be looked at themselves.
    let print: UInt64?
    let folder: RuleFolder
    let connectors: RuleFileConnectors
    /// All rules where a file says something.
    ///
    /// Where none does they run as they were generated, and are written as the product
    /// writes them, with what each expression reads, for those who ask.
    private let written: [PortableRule]?

    /// Reads the rules of a workspace.
    public static func read(_ workspace: Workspace) async throws -> WorkspaceRules {
        let connectors = RuleFileConnectors(
            forests: workspace.configuration.forests.map { ($0.name, $0.connector.text) }
        )
        let (generated, print) = try await workspace.store.printedRules()
        let folder = try RuleFolder.read(
            workspace.folder,
            connectors,
            waiting: try await workspace.store.waitingFiles()
        )
        try folder.refuseUnknownTags(besides: Set(generated.rules.map(\.identity.tag)))
        return WorkspaceRules(
            generated: generated,
            folder: folder,
            connectors: connectors,
            print: folder.entries.isEmpty ? print : nil
        )
    }

    init(generated: GeneratedRules, folder: RuleFolder, connectors: RuleFileConnectors, print: UInt64? = nil) {
        self.generated = generated
        self.folder = folder
        self.connectors = connectors
        self.print = print
        if folder.entries.isEmpty, let inOrder = Self.inOrder(generated) {
            (written, active) = (nil, inOrder)
        } else {
            let rules = Self.overlay(generated.rules.map { PortableRule($0) }, folder)
            (written, active) = (rules, Self.active(rules, of: generated))
        }
    }

    /// What of a standard rule stands in the workspace.
    public enum Standing: String, Sendable, Hashable, Encodable {
        /// It runs.
        case enabled
        /// It is there and switched off.
        case disabled
        /// It is not there.
        case absent
    }

    /// Whether standard rules run, are switched off, or are not there.
    public func standings(of identities: [RuleIdentity]) -> [RuleIdentity: Standing] {
        var there: [RuleKey: Standing] = [:]
        for rule in rules {
            let key = RuleKey(connector: ConnectorID(rule.connector), tag: RuleMergeSubject(rule).key.lowercased())
            if there[key] != .enabled { there[key] = rule.isDisabled ? .disabled : .enabled }
        }
        let found = identities.map { identity -> (RuleIdentity, Standing) in
            let tag = RuleMergeSubject.key(ofTag: identity.tag).lowercased()
            return (identity, there[RuleKey(connector: identity.connector, tag: tag)] ?? .absent)
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// Generated rules as they run where no file says anything; nothing where two are one, and have to be compared.
    private static func inOrder(_ generated: GeneratedRules) -> GeneratedRules? {
        guard Set(generated.rules.map(\.identity)).count == generated.rules.count else { return nil }
        let inOrder = generated.rules.sorted {
            ($0.precedence, $0.name, $0.identity.connector.text) < ($1.precedence, $1.name, $1.identity.connector.text)
        }
        return GeneratedRules(rules: inOrder, decisions: generated.decisions)
    }

    /// The enabled rules of a set, as the engine takes them; a generated one that nobody changed is taken as generated.
    static func active(_ rules: [PortableRule], of generated: GeneratedRules) -> GeneratedRules {
        let standard = Dictionary(
            generated.rules.map { (RuleKey(connector: $0.identity.connector, tag: $0.identity.tag), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var taken: Set<RuleIdentity> = []
        let enabled = rules.filter { !$0.isDisabled }.map { rule -> SyncRule in
            let key = RuleKey(connector: ConnectorID(rule.connector), tag: rule.immutableTag)
            if var same = standard[key], taken.insert(same.identity).inserted {
                same.precedence = rule.precedence
                if PortableRule(same) == rule { return same }
                return SyncRule(rule, identity: same.identity)
            }
            let own = rule.identifier.map { "{\($0)}" } ?? "\(rule.direction.rawValue) \(rule.name)"
            let tag =
                rule.isStandard && !taken.contains(RuleIdentity(connector: key.connector, tag: key.tag)) ? key.tag : own
            let identity = RuleIdentity(connector: key.connector, tag: tag)
            taken.insert(identity)
            return SyncRule(rule, identity: identity)
        }
        return GeneratedRules(rules: enabled, decisions: generated.decisions)
    }

    private struct RuleKey: Hashable {
        let connector: ConnectorID
        let tag: String
    }

    /// The generated rules with what files say of them, and the rules that stand only in files.
    static func overlay(_ generated: [PortableRule], _ folder: RuleFolder) -> [PortableRule] {
        var rules = generated
        var places: [String: Int] = [:]
        for (place, rule) in rules.enumerated() { places[key(RuleMergeSubject(rule))] = place }
        var gone: Set<Int> = []
        for entry in folder.entries {
            switch entry.content {
            case .change(let change):
                guard let place = places[key(RuleMergeSubject(change))] else { continue }
                switch change.action {
                case .disabled: rules[place].isDisabled = true
                case .deleted: gone.insert(place)
                }
            case .rule(let rule):
                if let place = places.removeValue(forKey: key(RuleMergeSubject(rule))) {
                    rules[place] = rule
                } else {
                    rules.append(rule)
                }
            }
        }
        return rules.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
            .sorted { ($0.precedence, $0.name, $0.connector) < ($1.precedence, $1.name, $1.connector) }
    }

    private static func key(_ subject: RuleMergeSubject) -> String {
        "\(subject.connector) \(subject.key)".lowercased()
    }
}

extension RuleMergeSubject {
    /// The standard rule that a change speaks of.
    init(_ change: StandardRuleChange) {
        var rule = PortableRule(
            name: "",
            direction: .inbound,
            connector: change.connector,
            sourceObjectType: "",
            targetObjectType: "",
            link: .join,
            precedence: 0
        )
        rule.immutableTag = change.tag
        self.init(rule)
    }
}
