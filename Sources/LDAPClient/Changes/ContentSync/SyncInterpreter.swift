import Directory

/// Makes events of the parts of an answer (RFC 4533 sections 3.3 and 3.4).
struct SyncInterpreter {
    private(set) var events: [SyncEvent] = []
    private(set) var referrals: [String] = []
    /// The last cookie that came.
    private(set) var cookie: [UInt8]?
    /// Whether the refresh is over.
    private(set) var isLive: Bool

    private let endpoint: LDAPEndpoint

    init(isLive: Bool, endpoint: LDAPEndpoint) {
        self.isLive = isLive
        self.endpoint = endpoint
    }

    mutating func take(_ part: AnswerPart) throws(LDAPError) {
        switch part {
        case .entry(let entry, let controls):
            guard let control = controls.first(where: { $0.oid == SyncStateValue.oid }) else {
                throw malformed("the entry \(entry.dn) without its synchronization state")
            }
            guard let state = control.value.flatMap({ SyncStateValue($0) }) else {
                throw malformed("a synchronization state that cannot be decoded with the entry \(entry.dn)")
            }
            remember(state.cookie)
            switch state.state {
            case .add, .modify: events.append(.changed(state.identifier, entry))
            case .present: events.append(.unchanged([state.identifier]))
            case .delete: events.append(.deleted([state.identifier]))
            }
        case .references(let urls): referrals += urls
        case .intermediate(SyncInfoValue.oid, let value):
            guard let info = SyncInfoValue(value) else {
                throw malformed("a synchronization message that cannot be decoded")
            }
            take(info)
        // Other messages are for other extensions (RFC 4511 section 4.13).
        case .intermediate: break
        }
    }

    /// Takes the controls of the result.
    mutating func finish(_ controls: [ResponseControl]) throws(LDAPError) {
        guard let control = controls.first(where: { $0.oid == SyncDoneValue.oid }) else {
            // A server that ends the stage without end has nothing more to say of the refresh.
            guard !isLive else { return }
            throw malformed("the end of the refresh without saying what it means")
        }
        guard let done = control.value.flatMap({ SyncDoneValue($0) }) else {
            throw malformed("an end of the synchronization that cannot be decoded")
        }
        remember(done.cookie)
        if !isLive { endPhase(done.refreshDeletes ? .areUnchanged : .areGone, isLast: true) }
    }

    private mutating func take(_ info: SyncInfoValue) {
        switch info {
        case .newCookie(let cookie): remember(cookie)
        case .refreshDelete(let cookie, let isDone):
            remember(cookie)
            endPhase(.areUnchanged, isLast: isDone)
        case .refreshPresent(let cookie, let isDone):
            remember(cookie)
            endPhase(.areGone, isLast: isDone)
        case .identifiers(let identifiers, let areDeleted, let cookie):
            remember(cookie)
            events.append(areDeleted ? .deleted(identifiers) : .unchanged(identifiers))
        }
    }

    private mutating func endPhase(_ unmentioned: UnmentionedEntries, isLast: Bool) {
        events.append(.phaseEnded(unmentioned))
        guard isLast else { return }
        events.append(.refreshEnded)
        isLive = true
    }

    private mutating func remember(_ cookie: [UInt8]?) {
        if let cookie { self.cookie = cookie }
    }

    private func malformed(_ what: String) -> LDAPError {
        LDAPError(.protocolViolation, "\(endpoint.url) sent \(what).", at: endpoint)
    }
}
