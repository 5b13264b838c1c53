import Directory
import SyncExpressions
import SyncRules

/// What is done for objects that the same rules are in scope of: the attributes that are written in the order of their
/// numbers, and for each the flows that may write it, by precedence.
///
/// Made once for each set of rules, and a class whose parts lie in memory of its own, so that nothing of it is copied,
/// counted or watched when it is used. A flow that can never have its turn is not in it.
final class FlowPlan {
    enum Operation: UInt8 {
        /// The values of an attribute as they are stored.
        case copy
        /// The same, of which blanks at the ends or what is too long is cut off; where there may be something to cut off
        /// the program does it.
        case cut
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
        /// The attribute stays what it was, if it had a value: a flow for new objects only.
        case keep
    }

    /// One flow that may write an attribute.
    struct Step {
        let operation: Operation
        /// Which of the linked objects it reads.
        let member: Int32
        let source: AttributeID
        /// The stretch of `constants`; of a cut `end` is how long a text may be.
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

    /// Which destinations have to be looked at, as bits in blocks of 512, for objects by themselves.
    ///
    /// An entry has a tenth of the attributes that rules could read. Destinations that give nothing without any of the
    /// attributes that they read are looked at where one of those is there.
    struct Selection {
        typealias Block = SIMD8<UInt64>

        /// Destinations that are always looked at; none where every destination is looked at.
        var always: [Block] = []
        /// For each attribute, by its number, the destinations that read it.
        var readers: [Block] = []
    }

    /// A plan that is being made.
    struct Draft {
        var destinations: [Destination] = []
        var steps: [Step] = []
        var constants: [UInt8] = []
        var code = PackedCode()
        var flows: [Flow] = []
        var selection = Selection()
        var isSettled = true
        var conflict: FlowFailure?
    }

    let destinations: UnsafeBufferPointer<Destination>
    let steps: UnsafePointer<Step>
    let constants: UnsafeRawBufferPointer
    let always: UnsafeBufferPointer<Selection.Block>
    let readers: UnsafeBufferPointer<Selection.Block>
    let programs: PackedPrograms
    let flows: [Flow]
    /// Whether what it gives stays the same while the objects do, whatever the target was before.
    ///
    /// It may not where a flow is for new objects alone and the target is new; nor where a reference is left as it was,
    /// since what it leads to may be called otherwise by now.
    let isSettled: Bool
    /// The error of every object that the plan is for; nothing where its rules agree.
    let conflict: FlowFailure?

    init(_ draft: Draft) {
        destinations = Self.copy(draft.destinations)
        steps = Self.copied(draft.steps)
        constants = UnsafeRawBufferPointer(Self.copy(draft.constants))
        always = Self.copy(draft.selection.always)
        readers = Self.copy(draft.selection.readers)
        programs = PackedPrograms(draft.code)
        flows = draft.flows
        isSettled = draft.isSettled
        conflict = draft.conflict
    }

    deinit {
        destinations.deallocate()
        steps.deallocate()
        constants.deallocate()
        always.deallocate()
        readers.deallocate()
    }

    private static func copy<Element>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
        UnsafeBufferPointer(start: copied(elements), count: elements.count)
    }

    private static func copied<Element>(_ elements: [Element]) -> UnsafePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
        for (place, element) in elements.enumerated() { (memory + place).initialize(to: element) }
        return UnsafePointer(memory)
    }
}
