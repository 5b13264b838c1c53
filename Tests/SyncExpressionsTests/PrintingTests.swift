import Diagnostics
import TestSupport
import Testing

@testable import SyncExpressions

@Suite("Printing expressions")
struct PrintingTests {
    @Test("what is printed reads back as the same tree", arguments: SeededGenerator.seeds(500))
    func trees(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let tree = Self.tree(&generator, depth: 5)
        let printed = ExpressionPrinter.print(tree)
        let parsed = Parser.parse(SourceText(name: "test", text: printed))
        #expect(parsed.diagnostics.isEmpty, "\(generator): \(DiagnosticRenderer.render(parsed.diagnostics))")
        #expect(parsed.tree == tree, "\(generator): \(printed)")
    }

    @Test(
        "an expression is printed on one line, with the parentheses that it was written with",
        arguments: [
            ("IIF ( [a]=1,\n\t\"x\\ty\" , NULL )", "IIF([a] = 1, \"x\\ty\", NULL)"), ("&h0f", "15"),
            ("-&HFFFFFFFFFFFFFFFF", "-&HFFFFFFFFFFFFFFFF"),
            ("(([a])&[b])", "(([a]) & [b])"), ("- - 1", "--1"),
            ("%Forest.FQDN%&\"\\\\0A\"", "%Forest.FQDN% & \"\\\\0A\""),
        ]
    )
    func texts(_ text: String, _ printed: String) throws {
        let tree = try #require(Parser.parse(SourceText(name: "test", text: text)).tree)
        #expect(ExpressionPrinter.print(tree) == printed)
    }

    /// A tree as the reader makes them: what binds less tightly stands in parentheses.
    private static func tree(_ generator: inout SeededGenerator, depth: Int) -> SyntaxNode {
        switch generator.number(below: depth > 0 ? 10 : 6) {
        case 0: return node(.string(text(&generator)))
        case 1: return node(.number(Int64(bitPattern: generator.next() >> UInt64(generator.number(below: 64)))))
        case 2:
            return node(
                .attribute(["cn", "mS-DS-ConsistencyGuid", "userCertificate;binary"][generator.number(below: 3)])
            )
        case 3: return node(.parameter(["Forest.FQDN", "Connector.ID", "a-b"][generator.number(below: 3)]))
        case 4: return node(.constant(["True", "NULL", "CRLF", "x_1"][generator.number(below: 4)]))
        case 5: return node(.variable("item"))
        case 6: return node(.parenthesized(tree(&generator, depth: depth - 1)))
        case 7:
            let operand = tree(&generator, depth: depth - 1)
            return node(.negate(strength(operand) < 7 ? node(.parenthesized(operand)) : operand))
        case 8:
            let count = generator.number(below: 4)
            return node(
                .call(
                    ["IIF", "Left", "F1"][generator.number(below: 3)],
                    (0..<count).map { _ in tree(&generator, depth: depth - 1) }
                )
            )
        default:
            let symbols = BinaryOperator.allCases
            let symbol = symbols[generator.number(below: symbols.count)]
            let (left, right) = (tree(&generator, depth: depth - 1), tree(&generator, depth: depth - 1))
            return node(
                .binary(
                    symbol,
                    strength(left) < symbol.strength ? node(.parenthesized(left)) : left,
                    strength(right) <= symbol.strength ? node(.parenthesized(right)) : right
                )
            )
        }
    }

    private static func strength(_ node: SyntaxNode) -> Int {
        if case .binary(let symbol, _, _) = node.kind { symbol.strength } else { 7 }
    }

    private static func node(_ kind: SyntaxNode.Kind) -> SyntaxNode { SyntaxNode(kind, SourceRange(0, 0)) }

    private static func text(_ generator: inout SeededGenerator) -> String {
        let pieces = [
            "a", "\\", "\"", "\n", "\r", "\t", "n", "é", "e\u{301}", "\u{1F600}", " ", "\u{0}", "]", "%", "'",
        ]
        return (0..<generator.number(below: 6)).map { _ in pieces[generator.number(below: pieces.count)] }.joined()
    }
}
