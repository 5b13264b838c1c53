import Diagnostics
import Directory

/// Compares two values that are not null.
enum Comparison {
    /// Numbers compare as numbers, bytes as bytes, everything else as text, without regard to case unless it counts.
    static func holds(
        _ symbol: BinaryOperator,
        _ left: ExpressionValue,
        _ right: ExpressionValue,
        _ range: SourceRange,
        ignoresCase: Bool
    ) throws(EvaluationError) -> Bool {
        let order = try order(left, right, range, ignoresCase)
        return switch symbol {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        default: order >= 0
        }
    }

    private static func order(
        _ left: ExpressionValue,
        _ right: ExpressionValue,
        _ range: SourceRange,
        _ ignoresCase: Bool
    ) throws(EvaluationError) -> Int {
        switch (left, right) {
        case (.number, _), (_, .number):
            guard let one = try? Conversion.number(left, range), let other = try? Conversion.number(right, range) else {
                throw mismatch(left, right, range)
            }
            return one < other ? -1 : one == other ? 0 : 1
        case (.boolean(let one), .boolean(let other)): return one == other ? 0 : one ? 1 : -1
        // Not every attribute's kind is known, and booleans in directories are text.
        case (.boolean, .string), (.string, .boolean):
            guard let one = try? Conversion.truth(left, range), let other = try? Conversion.truth(right, range) else {
                throw mismatch(left, right, range)
            }
            return one == other ? 0 : one ? 1 : -1
        case (.binary(let one), .binary(let other)):
            return one == other ? 0 : one.lexicographicallyPrecedes(other) ? -1 : 1
        case (.date(let one), .date(let other)): return one < other ? -1 : one == other ? 0 : 1
        case (.string, .string), (.string, .reference), (.reference, .string), (.reference, .reference):
            let one = try Conversion.text(left, range) ?? ""
            let other = try Conversion.text(right, range) ?? ""
            if one == other { return 0 }
            guard ignoresCase else { return one < other ? -1 : 1 }
            let (folded, otherFolded) = (LetterCase.lower(one), LetterCase.lower(other))
            return folded == otherFolded ? 0 : folded < otherFolded ? -1 : 1
        default: throw mismatch(left, right, range)
        }
    }

    private static func mismatch(
        _ left: ExpressionValue,
        _ right: ExpressionValue,
        _ range: SourceRange
    ) -> EvaluationError {
        EvaluationError(.typeMismatch, "\(left.kind) cannot be compared with \(right.kind).", at: range)
    }
}
