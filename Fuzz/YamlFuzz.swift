import Diagnostics

/// What reads rules of the DSC resources from YAML, through a library in C.
///
/// The reader may refuse; it may not trap or hang. Rules are read back as they were written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    rules(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private func rules(_ bytes: [UInt8]) {
    let exchange = DscRules.read(bytes, file: "rules.yaml")
    let written = DscRules.write(exchange.rules, file: "again.yaml")
    let again = DscRules.read(SourceText(name: "again.yaml", text: written.text))
    precondition(again.rules.count == exchange.rules.count, "a rule that was written is not read")
    // What this form cannot say is told when it is written; only rules of which it says all come back as they were.
    guard written.problems.isEmpty, !exchange.problems.contains(where: { $0.severity == .error }) else { return }
    precondition(again.rules == exchange.rules, "what was written is read as something else")
}
