import Directory

extension LDAPConnection {
    /// Where to begin asking for what changes below a naming context from now on, in the best way that this account may
    /// use; nothing of what is there now is sent.
    ///
    /// What changes while everything is read once is told afterwards, so that a copy is whole: ask before, read then.
    public func changeStart(of context: String) async throws(LDAPError) -> ChangeStart {
        let root = try await rootDSE()
        var reasons: [String] = []
        switch ChangeMethod.best(for: root) {
        case .dirSync:
            do throws(LDAPError) { return .cursor(try await directorySyncStart(context)) } catch {
                guard error.isAboutAsking else { throw error }
                reasons.append("DirSync: \(error.description)")
            }
            guard root.highestCommittedUSN != nil else { break }
            do throws(LDAPError) { return .cursor(try await numberStart(context)) } catch {
                guard error.isAboutAsking else { throw error }
                reasons.append("By number: \(error.description)")
            }
        case .usn:
            do throws(LDAPError) { return .cursor(try await numberStart(context)) } catch {
                guard error.isAboutAsking else { throw error }
                reasons.append(error.description)
            }
        case .syncRepl:
            do throws(LDAPError) {
                guard let cursor = try await contentSyncStart(context) else {
                    reasons.append("\(endpoint.url) gives no cookie to begin with.")
                    break
                }
                guard let silence = try await self.objection(toSynchronizing: context, since: cursor) else {
                    return .cursor(cursor)
                }
                reasons.append(silence)
            } catch {
                guard error.isAboutAsking else { throw error }
                reasons.append(error.description)
            }
        case .none:
            reasons.append(
                "\(endpoint.url) offers no way to ask what has changed: neither DirSync nor content synchronization."
            )
        }
        return .unavailable(reasons.joined(separator: " "))
    }

    /// DirSync goes through everything once before it gives its first cookie; a filter that nothing matches keeps that on
    /// the server.
    private func directorySyncStart(_ context: String) async throws(LDAPError) -> ChangeCursor {
        let request = SearchRequest(
            base: context,
            scope: .subtree,
            filter: .not(.present("objectClass")),
            attributes: ["objectGUID"]
        )
        var pages = directorySync(request, table: AttributeTable()).makeAsyncIterator()
        var cursor: ChangeCursor?
        while let step = try await pages.next() {
            if case .changes(let page) = step { cursor = page.cursor ?? cursor }
        }
        guard let cursor else {
            throw LDAPError(.protocolViolation, "\(endpoint.url) gave no DirSync cookie.", at: endpoint)
        }
        return cursor
    }

    private func numberStart(_ context: String) async throws(LDAPError) -> ChangeCursor {
        let start = try await SequenceNumberStart.look(self, context)
        try await start.requireDeletedObjects(self)
        return start.cursor
    }

    private func contentSyncStart(_ context: String) async throws(LDAPError) -> ChangeCursor? {
        let request = SearchRequest(
            base: context,
            scope: .base,
            filter: .not(.present("objectClass")),
            attributes: ["1.1"],
            pageSize: nil
        )
        var batches = contentSync(request, table: AttributeTable()).makeAsyncIterator()
        var cursor: ChangeCursor?
        while let step = try await batches.next() {
            if case .changes(let batch) = step { cursor = batch.cursor ?? cursor }
        }
        return cursor
    }
}

extension LDAPError {
    /// Whether it says that this account may not ask like that, or the server cannot answer; anything else may pass.
    fileprivate var isAboutAsking: Bool {
        [.insufficientAccess, .notSupported, .noSuchObject, .result].contains(code)
    }
}
