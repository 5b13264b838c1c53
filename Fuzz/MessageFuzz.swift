import Directory

/// Everything in `LDAPClient` that reads what servers send, below libldap: the first byte chooses the reader.
///
/// A reader may refuse; it may not trap or hang, and an entry that it gives has to be one.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    guard let choice = bytes.first else { return 0 }
    let rest = UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    switch choice % 6 {
    case 0, 1: entries(rest, readsRanges: choice % 2 == 0)
    case 2: _ = DirSyncAnswer(Array(rest))
    case 3: _ = SyncStateValue(Array(rest))
    case 4: _ = SyncDoneValue(Array(rest))
    default: _ = SyncInfoValue(Array(rest))
    }
    return 0
}

/// The same list twice by one decoder: the second time it knows the order of the names.
private func entries(_ list: UnsafeRawBufferPointer, readsRanges: Bool) {
    var decoder = AttributeListDecoder(table: AttributeTable(), readsRanges: readsRanges)
    guard let first = try? decoder.decode(dn: list, list: list) else { return }
    guard let second = try? decoder.decode(dn: list, list: list) else { preconditionFailure("not read twice") }
    precondition(first == second, "read twice, it is two entries")
    precondition((try? PackedEntry(validating: first.bytes)) == first, "an entry is packed that is none")
}
