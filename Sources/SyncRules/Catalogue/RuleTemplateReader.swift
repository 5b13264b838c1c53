import Diagnostics
import Directory
import Yams

/// Reads the templates of one catalogue file; what is wrong is collected with its place.
struct RuleTemplateReader {
    private let source: SourceText
    private var check: TemplateCheck
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText, vocabulary: CatalogueVocabulary?) {
        self.source = source
        check = TemplateCheck(vocabulary)
    }

    /// The file's name without its ending.
    private var family: String { source.name.split(separator: ".").first.map(String.init) ?? source.name }

    mutating func read() -> [RuleTemplate] {
        do {
            // Without a resolver every scalar is text, as the catalogue reads them; telling kinds apart by regular
            // expressions costs half of the reading.
            guard let root = try Yams.compose(yaml: source.text, .basic) else { return [] }
            guard let list = root.sequence else {
                report("CAT010", "a catalogue file is a list of rules", root)
                return []
            }
            return list.compactMap { template($0) }
        } catch {
            diagnostics.append(Diagnostic("CAT011", .error, "this is not YAML: \(error)", in: source))
            return []
        }
    }

    /// The values of a mapping by key: looking a key up in a `Node` compares whole nodes.
    private struct Fields {
        private let values: [String: Node]
        let node: Node

        init(_ node: Node) {
            self.node = node
            values = Dictionary(
                (node.mapping.map { Array($0) } ?? []).compactMap { key, value in key.string.map { ($0, value) } },
                uniquingKeysWith: { first, _ in first }
            )
        }

        subscript(_ key: String) -> Node? { values[key] }

        func text(_ key: String) -> String? {
            values[key]?.string.map { $0.trimmed }.flatMap { $0.isEmpty ? nil : $0 }
        }
    }

    private mutating func template(_ whole: Node) -> RuleTemplate? {
        let node = Fields(whole)
        guard let name = node.text("name"), let tag = node.text("tag"), let source = node.text("source"),
            let target = node.text("target"), let order = node["order"]?.int
        else {
            report("CAT012", "a rule needs name, tag, source, target and order", whole)
            return nil
        }
        let connectors: [String: ConnectorKind] = ["ad": .forest, "cloud": .tenant]
        guard let connector = node.text("connector").flatMap({ connectors[$0] }),
            let direction = node.text("direction").flatMap(RuleDirection.init(rawValue:)),
            let link = node.text("link").flatMap(LinkType.init(rawValue:))
        else {
            report("CAT013", "connector is ad or cloud, direction inbound or outbound, link provision or join", whole)
            return nil
        }
        let flows = node["flows"]?.sequence.map { Array($0) } ?? []
        let read = flows.map { (flow: flow($0), node: $0) }
        let template = RuleTemplate(
            name: name,
            tag: tag,
            connector: connector,
            direction: direction,
            sourceClass: AttributeName(source),
            targetClass: AttributeName(target),
            link: link,
            family: family,
            order: order,
            synchronizesPasswords: node["passwordSync"]?.bool ?? false,
            needs: needs(node["needs"].map(Fields.init)),
            scope: groups(node["scope"], "CAT014", "a scope clause is \"attribute OPERATOR value\"") {
                ScopeClause($0)
            },
            joins: joins(node["join"]),
            flows: read.compactMap(\.flow),
            carriesExtensions: node["directoryExtensions"]?.bool ?? false
        )
        guard read.allSatisfy({ $0.flow != nil }) else { return template }
        for problem in check.problems(of: template) {
            report(problem.code, problem.message, problem.flow.map { flows[$0] } ?? whole)
        }
        return template
    }

    private mutating func joins(_ node: Node?) -> RuleTemplate.Joins {
        guard node?.string != "byJoiningMethod" else { return .joiningMethod }
        return .clauses(groups(node, "CAT015", "a join clause is \"connector = metaverse\"") { JoinClause($0) })
    }

    private func needs(_ node: Fields?) -> RuleTemplate.Needs {
        var needs = RuleTemplate.Needs()
        needs.objectClass = node?["class"]?.string.map { AttributeName($0) }
        needs.anyAttribute = (node?["anyAttribute"]?.sequence ?? []).compactMap { $0.string.map { AttributeName($0) } }
        needs.feature = node?["feature"]?.string
        needs.option = node?["option"]?.string
        needs.anchor = node?["sourceAnchor"]?.string
        needs.application = node?["application"]?.string
        needs.isOfAnyForest = node?["ofAnyForest"]?.bool ?? false
        return needs
    }

    private mutating func groups<Clause>(
        _ node: Node?,
        _ code: DiagnosticCode,
        _ message: String,
        _ make: (String) -> Clause?
    ) -> [[Clause]] {
        var groups: [[Clause]] = []
        for group in node?.sequence ?? [] {
            var clauses: [Clause] = []
            for clause in group.sequence ?? [] {
                if let made = clause.string.flatMap(make) {
                    clauses.append(made)
                } else {
                    report(code, message, clause)
                }
            }
            groups.append(clauses)
        }
        return groups
    }

    private mutating func flow(_ whole: Node) -> RuleTemplate.Flow? {
        let node = Fields(whole)
        let source: AttributeFlow.Source
        if let expression = node.text("expression") {
            source =
                node.text("unsupported").map { .unsupported($0, expression: expression) } ?? .expression(expression)
        } else if let constant = node["constant"]?.string {
            source = .constant(constant)
        } else if let attribute = node.text("from") {
            source = .direct(AttributeName(attribute))
        } else {
            report("CAT016", "a flow needs from, constant or expression", whole)
            return nil
        }
        guard let destination = node.text("to") else {
            report("CAT017", "a flow needs to", whole)
            return nil
        }
        let merge = node.text("merge").map { MergeType(rawValue: $0) } ?? .update
        guard let merge else {
            report("CAT018", "merge is update, merge or mergeCaseInsensitive", whole)
            return nil
        }
        let flow = AttributeFlow(
            destination: AttributeName(destination),
            source: source,
            merge: merge,
            isOnce: node["once"]?.bool ?? false,
            listed: listed(node["sources"])
        )
        return RuleTemplate.Flow(
            flow: flow,
            isKept: node["keep"]?.bool ?? false,
            anchor: node.text("sourceAnchor")
        )
    }

    private mutating func listed(_ node: Node?) -> [AttributeName]? {
        guard let node else { return nil }
        let names = node.sequence?.compactMap(\.string) ?? []
        if names.isEmpty || names.count != node.sequence?.count {
            report("CAT019", "sources is a list of attributes", node)
        }
        return names.map { AttributeName($0) }
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, _ node: Node) {
        let offset = node.mark.map { source.offset(line: $0.line, column: $0.column) }
        diagnostics.append(
            Diagnostic(code, .error, message, at: offset.map { SourceRange($0, $0 + 1) }, in: source)
        )
    }
}

extension String {
    fileprivate var trimmed: String {
        func isText(_ byte: UInt8) -> Bool { byte != 0x20 && !(0x09...0x0D).contains(byte) }
        guard let first = utf8.firstIndex(where: isText), let last = utf8.lastIndex(where: isText) else { return "" }
        return String(Substring(utf8[first...last]))
    }
}
