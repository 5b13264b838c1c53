import COpenLDAP
import Directory

/// A request whose answer has not come whole yet.
///
/// Confined to the thread of the connection that holds it; a class, so that a message does not move what has come before.
final class PendingOperation {
    let name: String
    /// Until when there has to be something; nothing while nobody waits, or while waiting is what was asked for.
    var deadline: ContinuousClock.Instant?
    var decoder: EntryDecoder?
    var entries: [PackedEntry] = []
    var referrals: [String] = []
    var ranges: [(entry: Int, range: ValueRange)] = []
    /// How many entries the answer may have: a server that sends more does not do what it was asked for.
    let entryLimit: Int
    var waiter: CheckedContinuation<Result<FinishedOperation, LDAPError>, Never>?
    private(set) var isFinished = false
    /// Whether the answer is handed out in parts; a constant, since every message asks.
    let isStreamed: Bool
    /// The parts that have come and were not asked for yet.
    var streamed = StreamedParts()

    init(
        name: String,
        deadline: ContinuousClock.Instant?,
        decoder: EntryDecoder?,
        entryLimit: Int,
        isStreamed: Bool = false
    ) {
        self.isStreamed = isStreamed
        self.name = name
        self.deadline = deadline
        self.decoder = decoder
        self.entryLimit = entryLimit
    }

    /// Takes one message; gives the outcome when it was the last, or when it cannot be used.
    func take(
        _ message: borrowing LDAPMessageHandle,
        _ handle: LDAPHandle,
        _ endpoint: LDAPEndpoint
    )
        -> Result<FinishedOperation, LDAPError>?
    {
        if isStreamed { return takePart(message, handle, endpoint) }
        switch message.type {
        case LDAP_RES_SEARCH_ENTRY:
            do throws(LDAPError) {
                guard let entry = try decoder?.decode(message, handle) else { return nil }
                guard entries.count < entryLimit else {
                    throw LDAPError(
                        .protocolViolation,
                        "\(endpoint.url) sent more than the \(entryLimit) entries that \(name) asked for at a time.",
                        at: endpoint
                    )
                }
                if let open = decoder?.openRanges, !open.isEmpty { ranges += open.map { (entries.count, $0) } }
                entries.append(entry)
                return nil
            } catch {
                return .failure(error)
            }
        case LDAP_RES_SEARCH_REFERENCE:
            var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
            _ = ldap_parse_reference(handle.pointer, message.pointer, &list, nil, 0)
            referrals += CStrings.take(list)
            return nil
        case LDAP_RES_INTERMEDIATE: return nil
        default: return finish(message, handle, endpoint)
        }
    }

    /// Takes the message that ends the answer.
    func finish(
        _ message: borrowing LDAPMessageHandle,
        _ handle: LDAPHandle,
        _ endpoint: LDAPEndpoint
    )
        -> Result<FinishedOperation, LDAPError>
    {
        isFinished = true
        var code: Int32 = 0
        var matched: UnsafeMutablePointer<CChar>?
        var words: UnsafeMutablePointer<CChar>?
        var controls: UnsafeMutablePointer<UnsafeMutablePointer<LDAPControl>?>?
        guard
            ldap_parse_result(handle.pointer, message.pointer, &code, &matched, &words, nil, &controls, 0)
                == LDAP_SUCCESS
        else {
            return .failure(
                LDAPError(.protocolViolation, "\(endpoint.url) sent an answer that cannot be decoded.", at: endpoint)
            )
        }
        defer {
            ldap_memfree(matched)
            ldap_memfree(words)
            ldap_controls_free(controls)
        }
        guard code == LDAP_SUCCESS else {
            let count = entries.isEmpty ? "" : " after \(entries.count) entries"
            return .failure(
                LDAPError.result(
                    code,
                    message: words.map { String(cString: $0) } ?? "",
                    matchedDN: matched.map { String(cString: $0) } ?? "",
                    operation: name + count,
                    at: endpoint
                )
            )
        }
        var finished = FinishedOperation(entries: entries, referrals: referrals, ranges: ranges)
        finished.cookie = PageControl.cookie(controls, handle) ?? []
        finished.controls = ResponseControls.copy(controls)
        if message.type == LDAP_RES_EXTENDED {
            var value: UnsafeMutablePointer<berval>?
            _ = ldap_parse_extended_result(handle.pointer, message.pointer, nil, &value, 0)
            if let value {
                finished.extendedValue = Array(
                    UnsafeRawBufferPointer(
                        start: value.pointee.bv_val,
                        count: value.pointee.bv_val == nil ? 0 : Int(value.pointee.bv_len)
                    )
                )
                ber_bvfree(value)
            }
        }
        return .success(finished)
    }
}
