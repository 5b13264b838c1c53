import Diagnostics
import Directory

/// The arguments of one call, and where it stands.
///
/// The first three arguments, which is all that nearly every call has, need no array.
struct FunctionCall {
    let range: SourceRange
    let limits: EvaluationLimits
    let semantics: RuleSemantics
    private(set) var count = 0
    private var first = ExpressionValue.null
    private var second = ExpressionValue.null
    private var third = ExpressionValue.null
    private var others: [ExpressionValue] = []

    init(range: SourceRange, limits: EvaluationLimits, semantics: RuleSemantics) {
        self.range = range
        self.limits = limits
        self.semantics = semantics
    }

    mutating func append(_ value: ExpressionValue) {
        count += 1
        switch count {
        case 1: first = value
        case 2: second = value
        case 3: third = value
        default: others.append(value)
        }
    }

    /// The argument with that number, from 0; null where it was left out.
    subscript(index: Int) -> ExpressionValue {
        get {
            switch index {
            case 0: first
            case 1: second
            case 2: third
            default: others.indices.contains(index - 3) ? others[index - 3] : .null
            }
        }
        set {
            switch index {
            case 0: first = newValue
            case 1: second = newValue
            case 2: third = newValue
            default: if others.indices.contains(index - 3) { others[index - 3] = newValue }
            }
        }
    }

    /// A text, or nothing for null.
    func text(_ index: Int) throws(EvaluationError) -> String? { try Conversion.text(self[index], range) }

    /// A text, empty for null.
    func string(_ index: Int) throws(EvaluationError) -> String { try Conversion.text(self[index], range) ?? "" }

    /// A number, or nothing for null.
    func number(_ index: Int) throws(EvaluationError) -> Int64? { try Conversion.number(self[index], range) }

    /// A number that counts something; the nearest that can be counted, and 0 for null.
    func integer(_ index: Int) throws(EvaluationError) -> Int { Int(clamping: try number(index) ?? 0) }

    /// Bytes, or nothing for null.
    func binary(_ index: Int) throws(EvaluationError) -> [UInt8]? {
        switch self[index].single {
        case .null: return nil
        case .binary(let bytes): return bytes
        default: throw Conversion.mismatch("bytes", self[index], range)
        }
    }

    /// A moment, or nothing for null.
    func date(_ index: Int) throws(EvaluationError) -> FileTime? {
        switch self[index].single {
        case .null: return nil
        case .date(let time): return time
        default: throw Conversion.mismatch("a date", self[index], range)
        }
    }

    /// An error about what was given.
    func invalid(_ message: String) -> EvaluationError { EvaluationError(.invalidValue, message, at: range) }

    /// Refuses a size before it is made.
    func allow(_ size: Int) throws(EvaluationError) {
        guard size <= limits.size else {
            throw EvaluationError(.limit, "The result is longer than \(limits.size) bytes.", at: range)
        }
    }
}
