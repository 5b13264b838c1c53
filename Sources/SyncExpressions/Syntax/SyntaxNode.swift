public import Diagnostics

/// A node of an expression's syntax tree.
public struct SyntaxNode: Sendable, Hashable {
    /// What the node is.
    public indirect enum Kind: Sendable, Hashable {
        /// A text literal.
        case string(String)
        /// A number literal.
        case number(Int64)
        /// `[attribute]`.
        case attribute(String)
        /// `%Parameter%`.
        case parameter(String)
        /// `$variable`.
        case variable(String)
        /// A word such as `True` or `NULL`.
        case constant(String)
        /// `Name(arguments)`.
        case call(String, [SyntaxNode])
        /// Minus before a value.
        case negate(SyntaxNode)
        /// Two sides and what stands between them.
        case binary(BinaryOperator, SyntaxNode, SyntaxNode)
        /// Something in parentheses; kept so that a printed expression reads like the written one.
        case parenthesized(SyntaxNode)
        /// A place where something was wrong, with what could be read there; only trees with mistakes have it.
        case broken([SyntaxNode])
    }

    /// What the node is.
    public let kind: Kind
    /// Where it stands.
    public let range: SourceRange

    /// Makes a node.
    public init(_ kind: Kind, _ range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// Two nodes are equal when they mean the same, wherever they stand.
    public static func == (left: SyntaxNode, right: SyntaxNode) -> Bool { left.kind == right.kind }

    /// Hashes the meaning, not the place.
    public func hash(into hasher: inout Hasher) { hasher.combine(kind) }

    /// The nodes directly below.
    public var children: [SyntaxNode] {
        switch kind {
        case .call(_, let arguments), .broken(let arguments): arguments
        case .negate(let node), .parenthesized(let node): [node]
        case .binary(_, let left, let right): [left, right]
        default: []
        }
    }

    /// How many nodes stand above each other, counted level by level without recursion and no further than the limit and
    /// one.
    func height(atMost limit: Int) -> Int {
        var height = 0
        var level = [self]
        while !level.isEmpty, height <= limit {
            height += 1
            level = level.flatMap(\.children)
        }
        return height
    }
}
