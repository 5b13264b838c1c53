/// The slapd syntax and matching rules that come nearest to an Active Directory syntax (MS-ADTS 3.1.1.2.2.2).
struct SlapdSyntax {
    let text: String

    init(active syntax: String) {
        let base = "1.3.6.1.4.1.1466.115.121.1."
        text =
            switch syntax {
            case "2.5.5.1": "EQUALITY distinguishedNameMatch SYNTAX \(base)12"
            case "2.5.5.5":
                "EQUALITY caseIgnoreIA5Match SUBSTR caseIgnoreIA5SubstringsMatch SYNTAX \(base)26"
            case "2.5.5.6":
                "EQUALITY numericStringMatch SUBSTR numericStringSubstringsMatch SYNTAX \(base)36"
            case "2.5.5.8": "EQUALITY booleanMatch SYNTAX \(base)7"
            case "2.5.5.9", "2.5.5.16": "EQUALITY integerMatch ORDERING integerOrderingMatch SYNTAX \(base)27"
            case "2.5.5.11":
                "EQUALITY generalizedTimeMatch ORDERING generalizedTimeOrderingMatch SYNTAX \(base)24"
            case "2.5.5.7", "2.5.5.10", "2.5.5.13", "2.5.5.14", "2.5.5.15", "2.5.5.17":
                "EQUALITY octetStringMatch ORDERING octetStringOrderingMatch SYNTAX \(base)40"
            // OIDs too (2.5.5.2): slapd's own syntax for them refuses names that it does not know.
            default:
                "EQUALITY caseIgnoreMatch ORDERING caseIgnoreOrderingMatch SUBSTR caseIgnoreSubstringsMatch "
                    + "SYNTAX \(base)15"
            }
    }
}
