import COpenLDAP
import Directory

extension PendingOperation {
    /// Takes one message of an answer that is handed out in parts.
    func takePart(
        _ message: borrowing LDAPMessageHandle,
        _ handle: LDAPHandle,
        _ endpoint: LDAPEndpoint
    )
        -> Result<FinishedOperation, LDAPError>?
    {
        do throws(LDAPError) {
            switch message.type {
            case LDAP_RES_SEARCH_ENTRY:
                guard let controls = ResponseControls.of(message, handle) else {
                    throw Self.malformed("an entry whose controls", endpoint)
                }
                guard let entry = try decoder?.decode(message, handle) else { return nil }
                if let range = decoder?.openRanges.first {
                    throw LDAPError(
                        .rangedValues,
                        "\(endpoint.url) gave a part of the values of \(range.name) of \(entry.dn) where all were due.",
                        at: endpoint
                    )
                }
                streamed.parts.append(.entry(entry, controls))
            case LDAP_RES_SEARCH_REFERENCE:
                var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
                _ = ldap_parse_reference(handle.pointer, message.pointer, &list, nil, 0)
                streamed.parts.append(.references(CStrings.take(list)))
            case LDAP_RES_INTERMEDIATE:
                guard let part = IntermediateMessage.read(message, handle) else {
                    throw Self.malformed("an intermediate message that", endpoint)
                }
                streamed.parts.append(part)
            default: return finish(message, handle, endpoint)
            }
            return nil
        } catch {
            return .failure(error)
        }
    }

    /// Tells who waits how it ended.
    func end(_ outcome: Result<FinishedOperation, LDAPError>) {
        guard isStreamed else {
            waiter?.resume(returning: outcome)
            return
        }
        streamed.outcome = outcome
        deadline = nil
        _ = streamed.deliver()
    }

    private static func malformed(_ what: String, _ endpoint: LDAPEndpoint) -> LDAPError {
        LDAPError(.protocolViolation, "\(endpoint.url) sent \(what) cannot be decoded.", at: endpoint)
    }
}
