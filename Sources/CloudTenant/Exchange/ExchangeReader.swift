import Directory

/// Reads what the batch API answers; what is no such answer is nothing.
public enum ExchangeReader {
    /// What became of each change of a batch; a count other than expected is no answer.
    public static func answer(_ body: [UInt8], expecting count: Int) -> TenantAnswer? {
        if let verdicts = AcceptedVerdicts.read(body, expecting: count) {
            return .verdicts(verdicts, activeWriter: nil)
        }
        return carefulAnswer(body, expecting: count)
    }

    /// Reads an answer as any JSON that it may be.
    private static func carefulAnswer(_ body: [UInt8], expecting count: Int) -> TenantAnswer? {
        guard let top = object(body), case .array(let elements)? = top["verdicts"]?.kind, elements.count == count else {
            return nil
        }
        let verdicts = elements.compactMap(verdict)
        guard verdicts.count == count else { return nil }
        return .verdicts(verdicts, activeWriter: top["activeWriter"].flatMap(writer))
    }

    /// What became of operations: nothing for those that had not come.
    public static func settlement(_ body: [UInt8], expecting count: Int) -> [TenantVerdict?]? {
        guard let top = object(body), case .array(let elements)? = top["verdicts"]?.kind, elements.count == count else {
            return nil
        }
        var verdicts: [TenantVerdict?] = []
        for element in elements {
            if case .null = element.kind {
                verdicts.append(nil)
            } else {
                guard let verdict = verdict(element) else { return nil }
                verdicts.append(verdict)
            }
        }
        return verdicts
    }

    /// The active writer that a refusal names.
    public static func otherWriter(_ body: [UInt8]) -> TenantWriter? {
        object(body)?["activeWriter"].flatMap(writer)
    }

    /// The words of an error.
    public static func message(_ body: [UInt8]) -> String? { object(body)?["error"]?["message"]?.text }

    private static func object(_ body: [UInt8]) -> PlacedJSON? { try? ExportBatch.object(reading: body) }

    private static func verdict(_ value: PlacedJSON) -> TenantVerdict? {
        switch value["state"]?.text {
        case "accepted":
            guard let effect = value["effect"]?.text.flatMap(TenantAcceptance.Effect.init),
                let id = value["object"]?.text.flatMap(TenantObjectID.init)
            else { return nil }
            var conflicts: [ProvisioningError] = []
            if case .array(let elements)? = value["conflicts"]?.kind {
                conflicts = elements.compactMap(conflict)
                guard conflicts.count == elements.count else { return nil }
            }
            return .accepted(TenantAcceptance(id: id, effect: effect, conflicts: conflicts))
        case "rejected":
            guard let code = value["code"]?.text, let message = value["message"]?.text else { return nil }
            return .rejected(code: code, message: message)
        case "deferred":
            guard let status = number(value["status"]), let seconds = number(value["retryAfter"]),
                let status = Int(exactly: status)
            else { return nil }
            return .deferred(status: status, retryAfter: seconds)
        default: return nil
        }
    }

    private static func conflict(_ value: PlacedJSON) -> ProvisioningError? {
        guard let attribute = value["attribute"]?.text, let text = value["value"]?.text,
            let since = number(value["since"])
        else { return nil }
        return ProvisioningError(
            attribute: AttributeName(attribute),
            value: text,
            since: TenantInstant(seconds: since)
        )
    }

    private static func writer(_ value: PlacedJSON) -> TenantWriter? {
        guard let workspace = value["workspace"]?.text, let host = value["host"]?.text else { return nil }
        var writer = TenantWriter(workspace: workspace, host: host)
        writer.since = number(value["since"]).map(TenantInstant.init(seconds:))
        return writer
    }

    private static func number(_ value: PlacedJSON?) -> Int64? {
        guard case .number(let text)? = value?.kind else { return nil }
        return Int64(text)
    }
}
