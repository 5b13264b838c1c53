import Diagnostics

/// What reads rules from PowerShell: any bytes, or bytes behind a whole rule.
///
/// The reader may refuse; it may not trap or hang, lose a rule that was added before, or take one that it cannot write
/// and read again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let rest = Array(bytes.dropFirst())
    check(PowerShellRules.read(rest, file: "rules.ps1"))
    guard choice % 2 == 1 else { return 0 }
    let rule =
        "New-ADSyncRule -Name n -Direction Inbound -Precedence 1 -SourceObjectType user -TargetObjectType person "
        + "-Connector c -LinkType Join -OutVariable r\nAdd-ADSyncRule -SynchronizationRule $r[0]\n"
    let exchange = PowerShellRules.read(Array(rule.utf8) + rest, file: "rules.ps1")
    if String(validating: rest, as: UTF8.self) != nil {
        precondition(!exchange.rules.isEmpty, "a rule that was added is lost")
    }
    check(exchange)
    return 0
}

private func check(_ exchange: RuleExchange) {
    let again = PowerShellRules.read(SourceText(name: "again.ps1", text: PowerShellRules.write(exchange.rules)))
    precondition(again.rules == exchange.rules, "what was written is read as something else")
    precondition(again.problems.isEmpty, "what was written is refused")
}
