public import Diagnostics
public import Directory

/// What an expression reads: attributes, quoted names inside functions that take names, parameters.
public enum ExpressionReferences {
    /// The attributes, each once in order of appearance; none when the text cannot be read.
    public static func attributes(in source: SourceText) -> [AttributeName] {
        let parsed = Parser.parse(source)
        guard let tree = parsed.tree, parsed.diagnostics.isEmpty else { return [] }
        var names: [AttributeName] = []
        collect(tree, &names)
        return names
    }

    /// The attributes of which values can become a part of the result, each once in order of appearance: those that conditions,
    /// comparisons and functions with an answer of their own look at are not among them.
    public static func carried(in source: SourceText) -> [AttributeName] {
        let parsed = Parser.parse(source)
        guard let tree = parsed.tree, parsed.diagnostics.isEmpty else { return [] }
        var names: [AttributeName] = []
        collectCarried(tree, &names)
        return names
    }

    /// Whether the text is nothing but a call of `Error`: every object fails with it.
    public static func alwaysFails(in source: SourceText) -> Bool {
        guard var node = Parser.parse(source).tree else { return false }
        while case .parenthesized(let inner) = node.kind { node = inner }
        if case .call("Error", _) = node.kind { return true }
        return false
    }

    private static func collect(_ node: SyntaxNode, _ names: inout [AttributeName]) {
        if let name = attribute(node), !names.contains(name) { names.append(name) }
        for child in node.children { collect(child, &names) }
    }

    private static func collectCarried(_ node: SyntaxNode, _ names: inout [AttributeName]) {
        let parts: [SyntaxNode]
        switch node.kind {
        case .binary(.concatenate, _, _), .binary(.add, _, _), .binary(.subtract, _, _), .binary(.multiply, _, _),
            .binary(.divide, _, _):
            parts = node.children
        case .binary: return
        case .call(let function, _) where answers.contains(function) || function.hasPrefix("Is"): return
        case .call("IIF", let arguments): parts = Array(arguments.dropFirst())
        case .call("Switch", let arguments):
            parts = arguments.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
        case .call("Where", let arguments): parts = Array(arguments.prefix(2))
        default: parts = node.children
        }
        if let name = attribute(node), !names.contains(name) { names.append(name) }
        for part in parts { collectCarried(part, &names) }
    }

    /// Functions that say something about a value and give nothing of it.
    private static let answers: Set<String> = ["BitAnd", "Contains", "Count", "InStr", "InStrRev", "Len"]

    private static func attribute(_ node: SyntaxNode) -> AttributeName? {
        switch node.kind {
        case .attribute(let name): return AttributeName(name)
        case .call(let function, let arguments):
            guard FunctionLibrary.takesAttributeName(function), case .string(let name)? = arguments.first?.kind
            else { return nil }
            return AttributeName(name)
        default: return nil
        }
    }
}
