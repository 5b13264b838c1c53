import Directory
import SyncExpressions
import SyncRules

/// What is done for objects that the same rules are in scope of: the attributes that are written in the order of their
/// numbers, and for each the flows that may write it, by precedence.
///
/// Made once for each set of rules, and a class so that nothing of it is copied when it is used. A flow that can never
/// have its turn is not in it.
final class FlowPlan {
    enum Operation: UInt8 {
        /// The values of an attribute as they are stored.
        case copy
        /// Values that have to be one word for true and one for false.
        case truth
        /// The names of objects, to be found.
        case resolve
        /// The object's own name.
        case name
        /// A stretch of `constants`, in the form in which values are stored.
        case constant
        /// A program on packed bytes; where it does not decide, the expression as values.
        case program
        /// An expression as values.
        case expression
        /// The target stays what it was: a flow for new objects only.
        case keep
    }

    /// One flow that may write an attribute.
    struct Step {
        let operation: Operation
        /// Which of the linked objects it reads.
        let member: Int32
        let source: AttributeID
        /// The stretch of `constants`.
        let start: Int32
        let end: Int32
        let program: PackedCode.Program?
        /// The flow it stands for, among `flows`.
        let flow: Int32
    }

    /// An attribute that is written.
    struct Destination {
        let attribute: AttributeID
        let first: Int32
        let end: Int32
        /// Whether values of several flows come together.
        let isMerged: Bool
    }

    /// A flow with the rule that it belongs to, for what goes wrong and for what is not decided on packed bytes.
    struct Flow {
        let rule: CompiledRule
        let flow: CompiledRule.Flow
        let member: Int
        /// Its place in the order of precedence: of several errors the first one counts.
        let order: Int
    }

    var destinations: [Destination] = []
    var steps: [Step] = []
    var constants: [UInt8] = []
    var code = PackedCode()
    var flows: [Flow] = []

    /// Which destinations have to be looked at, as bits in words, for objects by themselves.
    ///
    /// An entry has a tenth of the attributes that rules could read. Destinations that give nothing without any of the
    /// attributes that they read are looked at where one of those is there.
    struct Selection {
        /// Words for each set of destinations; 0 where every destination is looked at.
        var words = 0
        /// Destinations that are always looked at.
        var always: [UInt64] = []
        /// For each attribute, by its number, the destinations that read it.
        var readers: [UInt64] = []
    }

    var selection = Selection()
}
