public import Directory

/// The programs of a code, ready to run; lent for the time of a closure.
public struct PackedRun {
    let machine: PackedMachine
    let instructions: UnsafePointer<PackedInstruction>?
    let pool: UnsafeRawPointer?

    /// Whether neither `Trim` nor a `Left` of that length cuts anything off the values of an attribute, as far as a look
    /// tells.
    ///
    /// It does of one value, of ASCII, visible at both ends, which is what most values of most flows are.
    @inlinable
    @inline(__always)
    public static func isUncut(_ stored: UnsafeRawBufferPointer, length: Int) -> Bool {
        guard stored.count > 8, stored.count &- 8 <= length,
            stored.loadUnaligned(as: UInt32.self) == UInt32(littleEndian: 1), stored[8] > 0x20,
            stored[stored.count &- 1] > 0x20
        else { return false }
        return PackedText.isASCII(UnsafeRawBufferPointer(rebasing: stored[8...]))
    }

    /// Runs a program on an entry and writes what it gives as the values of an attribute; only `written` writes anything.
    @inline(__always)
    public func callAsFunction(
        _ program: PackedCode.Program,
        on view: EntryView,
        into composer: EntryComposer,
        as destination: AttributeID
    ) -> PackedOutcome {
        // A code without programs has no program to run, and one without constants has no use for the pool.
        guard let instructions else { return .undecided }
        let run = PackedMachine.Run(
            instructions: instructions,
            pool: pool ?? UnsafeRawPointer(instructions),
            view: view
        )
        return machine.outcome(program.root, run, into: composer, as: destination)
    }
}
