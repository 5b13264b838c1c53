import Directory
import SyncExpressions
import SyncRules

/// Rules for one object that write an attribute and come together in different ways: the object has an error
/// (entra-connect.md 5.5).
struct MergeConflict {
    /// The name of a rule, with how its flow comes together with others.
    typealias Side = (rule: String, merge: MergeType)

    let attribute: AttributeName
    let first: Side
    let other: Side

    /// The place of the first flow that comes together otherwise than the first of all; nothing where all agree.
    static func place(in types: some Sequence<MergeType>) -> Int? {
        var first: MergeType?
        for (place, type) in types.enumerated() {
            guard let known = first else {
                first = type
                continue
            }
            if type != known { return place }
        }
        return nil
    }

    /// The error that it is.
    var error: EvaluationError {
        EvaluationError(
            .invalidValue,
            "\"\(first.rule)\" writes \(attribute) by \(first.merge.rawValue) and \"\(other.rule)\" by "
                + "\(other.merge.rawValue): rules that write one attribute have to use the same merge type. Give both the same."
        )
    }
}
