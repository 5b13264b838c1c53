import Diagnostics
import Yams

/// Reads one file of a rule.
struct RuleFileReader {
    private static let keys = [
        "name", "tag", "id", "internalId", "description", "connector", "direction", "source", "target", "link",
        "precedence", "disabled", "deleted", "passwordSync", "precedenceAfter", "precedenceBefore",
        "softDeleteExpiry", "version", "scope", "join", "flows",
    ]

    var page: YAMLPage
    private let connectors: RuleFileConnectors

    init(_ source: SourceText, _ connectors: RuleFileConnectors) {
        page = YAMLPage(source)
        self.connectors = connectors
    }

    /// What the file says; what is wrong with it is in `page`.
    mutating func read() -> RuleFileContent? {
        guard let root = page.root(atMost: RuleFile.limit) else { return nil }
        page.check(root, Self.keys)
        let given = Set(root.mapping?.keys.compactMap(\.string) ?? []).intersection(Self.keys)
        if given.isSubset(of: ["tag", "connector", "disabled", "deleted"]) { return change(root) }
        let isDeleted = truth(root, "deleted")
        if isDeleted == true {
            let message = "a rule that is deleted says nothing but tag, connector and deleted"
            page.report("RFL017", message, root["deleted"], notes: ["a rule of your own is deleted with its file"])
        }
        return rule(root)
    }

    private mutating func change(_ root: Node) -> RuleFileContent? {
        let (tag, connector) = (needed(root, "tag"), self.connector(root))
        let (isDisabled, isDeleted) = (truth(root, "disabled"), truth(root, "deleted"))
        guard isDisabled == true || isDeleted == true else {
            let message =
                "the file says nothing of the rule: disabled: true, deleted: true, or name and all that follows"
            page.report("RFL017", message, root)
            return nil
        }
        if tag == "" { page.report("RFL011", "a standard rule is known by its tag", root["tag"]) }
        guard let tag, let connector else { return nil }
        return .change(
            StandardRuleChange(tag: tag, connector: connector, action: isDeleted == true ? .deleted : .disabled)
        )
    }

    private mutating func rule(_ root: Node) -> RuleFileContent? {
        let name = needed(root, "name")
        let connector = connector(root)
        let direction = word(root, "direction", RuleFileWords.directions)
        let (source, target) = (needed(root, "source"), needed(root, "target"))
        let link = word(root, "link", RuleFileWords.links)
        let precedence = number(root, "precedence")
        if root["precedence"] == nil { missing("precedence", root) }
        for key in ["name", "source", "target"] where root[key]?.scalar?.string == "" {
            page.report("RFL018", .warning, "\(key) is empty", root[key])
        }
        var rule = PortableRule(
            name: name ?? "",
            direction: direction ?? .inbound,
            connector: connector ?? "",
            sourceObjectType: source ?? "",
            targetObjectType: target ?? "",
            link: link ?? .join,
            precedence: precedence ?? 0
        )
        rule.immutableTag = text(root, "tag") ?? ""
        rule.identifier = guid(root, "id")
        rule.internalIdentifier = guid(root, "internalId")
        rule.description = text(root, "description") ?? ""
        rule.isDisabled = truth(root, "disabled") ?? false
        rule.synchronizesPasswords = truth(root, "passwordSync") ?? false
        rule.precedenceAfter = guid(root, "precedenceAfter") ?? PortableRule.noRule
        rule.precedenceBefore = guid(root, "precedenceBefore") ?? PortableRule.noRule
        rule.softDeleteExpiry = text(root, "softDeleteExpiry") ?? rule.softDeleteExpiry
        rule.version = number(root, "version") ?? rule.version
        rule.scope = groups(root, "scope") { reader, node in reader.scope(node) }
        rule.joins = groups(root, "join") { reader, node in reader.join(node) }
        rule.mappings = list(root, "flows").compactMap { flow($0) }
        return .rule(rule)
    }

    private mutating func connector(_ root: Node) -> String? {
        guard let word = needed(root, "connector") else { return nil }
        if let connector = connectors.connector(for: word) { return connector }
        let known = [RuleFileConnectors.tenant] + connectors.names
        let note = "known are \(known.joined(separator: ", ")), and GUIDs"
        page.report("RFL012", "there is no connector \(word)", root["connector"], notes: [note])
        return nil
    }
}
