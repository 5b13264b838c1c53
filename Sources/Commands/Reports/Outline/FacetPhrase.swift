import Directory
import DirectorySchema

/// How a property that differs is said.
enum FacetPhrase {
    /// Of what comes or goes the properties are described; of what stays both values are named.
    static func phrase(_ facet: SchemaFacet, describes: Bool) -> Phrase {
        let title = Phrase.words(facet.facet.title) + " "
        if describes { return title + ((facet.to ?? facet.from).map(value) ?? "nothing") }
        if case .list? = facet.to ?? facet.from { return title + list(facet) }
        return title + (facet.from.map(value) ?? "nothing") + " → " + (facet.to.map(value) ?? "nothing")
    }

    private static func value(_ value: FacetValue) -> Phrase {
        if case .list(let names) = value { return names.map(Phrase.name).joined(separator: " ") }
        return .name("\(value)")
    }

    /// Of lists only what came and went.
    private static func list(_ facet: SchemaFacet) -> Phrase {
        let (before, after) = (facet.from?.names ?? [], facet.to?.names ?? [])
        let (from, to) = (Set(before.map { AttributeName($0) }), Set(after.map { AttributeName($0) }))
        let came = after.filter { !from.contains(AttributeName($0)) }.map { Phrase("+\u{A0}\($0)") }
        let went = before.filter { !to.contains(AttributeName($0)) }.map { Phrase("−\u{A0}\($0)") }
        return came.isEmpty && went.isEmpty
            ? "in another order or spelling" : (went + came).joined(separator: ", ")
    }
}
