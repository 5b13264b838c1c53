import Connectors

extension TenantForecast {
    /// What the tenant would say, as a sentence; nothing where nothing waits.
    var sentence: String? {
        guard let rehearsal else { return nil }
        if let refusal = rehearsal.refusal { return "The tenant would refuse it: \(refusal)" }
        if !rehearsal.keptBack.isEmpty { return rehearsal.keptBack.joined(separator: " ") }
        let words = [
            "created": "The tenant would create it.", "updated": "The tenant would take it.",
            "hardMatched": "The tenant would match it with a cloud object by its source anchor, and take that over.",
            "softMatched": "The tenant would match it with a cloud object by name or address, and take that over.",
            "restored": "The tenant would restore it from the deleted.", "deleted": "The tenant would delete it.",
            "alreadyGone": "The tenant has deleted it already.",
        ]
        return words[rehearsal.effect ?? ""]
    }
}
