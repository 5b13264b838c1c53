/// Prints a tree so that reading the print gives the same tree.
public enum ExpressionPrinter {
    /// The expression on one line.
    ///
    /// Parentheses are printed where the tree has them, so that only trees that were read print to what reads back.
    public static func print(_ node: SyntaxNode) -> String {
        switch node.kind {
        case .string(let text): quoted(text)
        case .number(let number):
            number < 0 ? "&H" + String(UInt64(bitPattern: number), radix: 16, uppercase: true) : String(number)
        case .attribute(let name): "[\(name)]"
        case .parameter(let name): "%\(name)%"
        case .variable(let name): "$\(name)"
        case .constant(let name): name
        case .call(let name, let arguments): name + "(" + arguments.map(print).joined(separator: ", ") + ")"
        case .negate(let operand): "-" + print(operand)
        case .binary(let symbol, let left, let right): "\(print(left)) \(symbol.rawValue) \(print(right))"
        case .parenthesized(let inner): "(" + print(inner) + ")"
        case .broken(let parts): parts.map(print).joined(separator: " ")
        }
    }

    /// A text as a literal in straight quotes.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
