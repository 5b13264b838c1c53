import Diagnostics
import Directory

/// Turns values into what a function or operator wants; nothing stays nothing.
enum Conversion {
    static func text(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> String? {
        switch value.single {
        case .null: nil
        case .string(let text), .reference(let text): text
        case .number(let number): String(number)
        case .boolean(let flag): flag ? "True" : "False"
        case .date(let time): CivilTime(time).text
        case .binary, .list: throw mismatch("text", value, range)
        }
    }

    static func number(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> Int64? {
        switch value.single {
        case .null: return nil
        case .number(let number): return number
        case .boolean(let flag): return flag ? 1 : 0
        case .string(let text):
            guard let number = Int64(text) ?? Int64(text.trimmingBlanks) else {
                throw EvaluationError(.invalidValue, "\"\(Terminal.visible(text))\" is not a number.", at: range)
            }
            return number
        default: throw mismatch("a number", value, range)
        }
    }

    /// Null is false; a number is true unless it is zero.
    static func truth(_ value: ExpressionValue, _ range: SourceRange) throws(EvaluationError) -> Bool {
        switch value.single {
        case .null: return false
        case .boolean(let flag): return flag
        case .number(let number): return number != 0
        case .string(let text):
            switch text.lowercased() {
            case "true": return true
            case "false", "": return false
            default: throw mismatch("a boolean", value, range)
            }
        default: throw mismatch("a boolean", value, range)
        }
    }

    static func mismatch(_ wanted: String, _ value: ExpressionValue, _ range: SourceRange) -> EvaluationError {
        EvaluationError(.typeMismatch, "\(wanted) was expected and there is \(value.kind).", at: range)
    }
}
