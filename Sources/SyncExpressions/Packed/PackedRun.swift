public import Directory

/// The programs of a code, ready to run; lent for the time of a closure.
public struct PackedRun {
    let machine: PackedMachine
    let instructions: UnsafeBufferPointer<PackedInstruction>
    let pool: UnsafeRawBufferPointer

    /// Runs a program on an entry and writes what it gives as the values of an attribute; only `written` writes anything.
    @inline(__always)
    public func callAsFunction(
        _ program: PackedCode.Program,
        on view: EntryView,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        let run = PackedMachine.Run(instructions: instructions, pool: pool, view: view)
        return machine.outcome(program.root, run, into: composer, as: destination)
    }
}
