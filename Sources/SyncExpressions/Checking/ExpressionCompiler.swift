import Diagnostics
import Directory

/// Turns a tree into a program: resolves names, counts arguments, compares kinds, and says everything that is wrong at
/// once.
struct ExpressionCompiler {
    /// A variable that can be seen, and the place where its value is.
    struct Variable {
        let name: String
        let slot: Int
        let type: StaticType
    }

    let source: SourceText
    let known: KnownAttributes?
    let semantics: RuleSemantics
    var attributes: [AttributeName] = []
    var confirmed: [AttributeName] = []
    private(set) var parameters: [String] = []
    var diagnostics: [Diagnostic] = []
    var variableCount = 0
    var visible: [Variable] = []

    init(source: SourceText, known: KnownAttributes?, semantics: RuleSemantics) {
        self.source = source
        self.known = known
        self.semantics = semantics
    }

    /// Compiles a whole expression.
    mutating func compile(_ tree: SyntaxNode) -> (root: ProgramNode, types: ValueTypes) {
        let checked = check(tree, isFlow: true)
        if !hasErrors, checked.node.neverContributes {
            warn("EXP040", "the flow never contributes anything: every result is NULL or IgnoreThisFlow", tree)
        }
        return (checked.node, checked.type.types)
    }

    /// Compiles a part; `isFlow` where the literals that speak to the flow may stand.
    mutating func check(_ node: SyntaxNode, isFlow: Bool = false) -> CheckedNode {
        switch node.kind {
        case .string(let text): return checked(.value(.string(text)), node, StaticType(types: .text))
        case .number(let number): return checked(.value(.number(number)), node, StaticType(types: .number))
        case .attribute(let name): return attribute(name, node)
        case .parameter(let name): return parameter(name, node)
        case .variable(let name): return variable(name, node)
        case .constant(let name): return constant(name, node, isFlow)
        case .parenthesized(let inner): return check(inner, isFlow: isFlow)
        case .negate(let operand):
            let inner = check(operand)
            require(inner, .number, "- stands before a number", operand)
            if case .value(.number(let number)) = inner.node.kind, number != .min {
                return checked(.value(.number(-number)), node, StaticType(types: .number))
            }
            return checked(.negate(inner.node), node, StaticType(types: .number, multiplicity: inner.type.multiplicity))
        case .binary(let symbol, let left, let right): return binary(symbol, left, right, node)
        case .call(let name, let arguments): return call(name, arguments, node, isFlow)
        case .broken(let parts):
            for part in parts { _ = check(part, isFlow: true) }
            return unknown(node)
        }
    }

    func checked(_ kind: ProgramNode.Kind, _ node: SyntaxNode, _ type: StaticType) -> CheckedNode {
        CheckedNode(node: ProgramNode(kind, node.range), type: type)
    }

    /// What stands for a part that is wrong, so that nothing else is said about it.
    func unknown(_ node: SyntaxNode) -> CheckedNode { checked(.value(.null), node, .unknown) }

    /// Constants that stand for values.
    static let values: [String: ExpressionValue] = [
        "True": .boolean(true), "False": .boolean(false), "NULL": .null, "CRLF": .string("\r\n"),
    ]
    /// Constants that speak to the flow.
    static let flows = ["AuthoritativeNull", "IgnoreThisFlow"]
    /// Constants that say how a function is to work.
    static let options = [
        "CaseSensitive", "CaseInsensitive", "vbTextCompare", "vbBinaryCompare", "Unicode", "ASCII", "UTF8",
    ]

    private mutating func constant(_ name: String, _ node: SyntaxNode, _ isFlow: Bool) -> CheckedNode {
        if let value = Self.values[name] {
            let types: ValueTypes =
                switch value {
                case .boolean: .boolean
                case .string: .text
                default: []
                }
            return checked(.value(value), node, StaticType(types: types))
        }
        if Self.flows.contains(name) {
            guard isFlow else {
                return report("EXP034", "\(name) speaks to the flow and cannot be part of a value", node)
            }
            return checked(name == "IgnoreThisFlow" ? .ignore : .authoritativeNull, node, .null)
        }
        if Self.options.contains(name) {
            return report("EXP036", "\(name) is an option of functions and no value", node)
        }
        let constants = Self.values.keys.sorted() + Self.flows + Self.options
        if let function = FunctionLibrary.function(named: name) {
            return report(
                "EXP022",
                "there is no constant \(name)",
                node,
                "write \(function.name)(…) to call the function"
            )
        }
        let hint = Spelling.hint(for: name, among: constants)
        let other = known?.find(AttributeName(name)).map { "an attribute stands in brackets: [\($0.name)]" }
        return report("EXP022", "there is no constant \(name)", node, hint ?? other)
    }

    private mutating func attribute(_ name: String, _ node: SyntaxNode) -> CheckedNode {
        let (slot, type) = self.slot(name, in: \.attributes, node)
        return checked(.attribute(slot), node, type)
    }

    /// The place of an attribute, and what is known of it.
    mutating func slot(
        _ spelling: String,
        in list: WritableKeyPath<ExpressionCompiler, [AttributeName]>,
        _ node: SyntaxNode
    ) -> (Int, StaticType) {
        let name = AttributeName(spelling)
        var type = StaticType.unknown
        if let known, name != "dn" {
            if let (right, attribute) = known.find(name) {
                if right.spelling != spelling {
                    _ = report("EXP029", "there is no attribute \(spelling)", node, "the case matters: write \(right)")
                }
                type.types = attribute.types
                type.multiplicity = attribute.isMultiValued.map { $0 ? .unknown : .one } ?? .unknown
            } else {
                let hint = Spelling.hint(for: spelling, among: known.names)
                warn("EXP028", "the attribute \(spelling) is not in the \(known.owner)", node, hint)
            }
        }
        if let index = self[keyPath: list].firstIndex(of: name) { return (index, type) }
        self[keyPath: list].append(name)
        return (self[keyPath: list].count - 1, type)
    }

    private static let knownParameters = [
        "Domain.Netbios", "Domain.FQDN", "Domain.LDAP", "Forest.Netbios", "Forest.FQDN", "Forest.LDAP", "Connector.ID",
    ]

    private mutating func parameter(_ name: String, _ node: SyntaxNode) -> CheckedNode {
        if !Self.knownParameters.contains(name), let hint = Spelling.hint(for: name, among: Self.knownParameters) {
            warn("EXP037", "no connector has the parameter \(name) of itself", node, hint)
        }
        let slot = parameters.firstIndex(of: name) ?? parameters.count
        if slot == parameters.count { parameters.append(name) }
        return checked(.parameter(slot), node, StaticType(types: .any))
    }

    private mutating func variable(_ name: String, _ node: SyntaxNode) -> CheckedNode {
        if let found = visible.last(where: { $0.name == name }) {
            return checked(.variable(found.slot), node, found.type)
        }
        let hint = Spelling.hint(for: "$" + name, among: visible.map { "$" + $0.name })
        return report(
            "EXP020",
            "$\(name) is not known here: a variable stands only inside the Select, Where or With that names it",
            node,
            hint
        )
    }
}
