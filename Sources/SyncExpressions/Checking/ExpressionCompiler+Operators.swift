import Diagnostics

extension ExpressionCompiler {
    mutating func binary(
        _ symbol: BinaryOperator,
        _ left: SyntaxNode,
        _ right: SyntaxNode,
        _ node: SyntaxNode
    ) -> CheckedNode {
        warnOfMix(symbol, [left, right], node)
        let (one, other) = (check(left), check(right))
        var type = StaticType(types: .boolean, multiplicity: one.type.multiplicity.union(other.type.multiplicity))
        let sides = [(one, left), (other, right)]
        switch symbol {
        case .or, .and:
            for (side, part) in sides {
                require(side, .boolean, "a condition stands on each side of \(symbol.rawValue)", part)
            }
        case .concatenate:
            for (side, part) in sides {
                require(side, [.text, .number, .reference, .binary], "& puts texts together", part)
            }
            type.types = one.type.types == .binary && other.type.types == .binary ? .binary : .text
        case .add, .subtract, .multiply, .divide:
            for (side, part) in sides {
                if symbol == .add, side.type.types == .text {
                    report("EXP030", "+ adds numbers, and this is str", part, "texts are put together with &")
                } else {
                    require(side, .number, "\(symbol.rawValue) stands between numbers", part)
                }
            }
            type.types = .number
        default: compare(symbol, one, other, node)
        }
        return checked(.binary(symbol, one.node, other.node), node, type)
    }

    private mutating func warnOfMix(_ symbol: BinaryOperator, _ sides: [SyntaxNode], _ node: SyntaxNode) {
        let mixed = sides.contains { side in
            if case .binary(let inner, _, _) = side.kind {
                return (inner == .and && symbol == .or) || (inner == .or && symbol == .and)
            }
            return false
        }
        guard mixed else { return }
        warn(
            "EXP021",
            "&& and || are mixed without parentheses",
            node,
            "&& binds tighter here; parentheses say what is meant"
        )
    }

    private mutating func compare(
        _ symbol: BinaryOperator,
        _ left: CheckedNode,
        _ right: CheckedNode,
        _ node: SyntaxNode
    ) {
        if [left, right].contains(where: {
            if case .value(.null) = $0.node.kind { $0.type.types.isEmpty } else { false }
        }) {
            warn("EXP038", "nothing is ever \(symbol.rawValue) NULL", node, "IsNull and IsPresent ask for a value")
            return
        }
        var wanted = left.type.types
        // A DN is text and a reference is a DN.
        if !wanted.isDisjoint(with: [.text, .reference]) { wanted.formUnion([.text, .reference]) }
        guard !left.type.types.isEmpty, !right.type.mayBe(wanted) else { return }
        let (one, other) = (left.type.types.names, right.type.types.names)
        report("EXP030", "\(one) cannot be compared with \(other)", node)
    }
}
