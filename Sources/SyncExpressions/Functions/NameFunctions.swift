import Directory

/// Functions on distinguished names.
enum NameFunctions {
    static let all: [FunctionDefinition] = [
        FunctionDefinition(
            "DNComponent",
            .name,
            [FunctionParameter("name", .value(.reference)), .number("number")],
            gives: .text,
            "The value of the component with a number, from 1, counted from the object's own.",
            edges: [
                "NULL where there is no such component.", "The name is a reference: `CRef([dn])`.",
                "Of several pairs in a component the first counts.",
                "The value is as it stands in the name, with its escapes.",
            ],
            [
                FunctionExample("DNComponent(CRef(\"CN=Joe,OU=Sales,DC=test\"), 1)", "\"Joe\""),
                FunctionExample("DNComponent(CRef(\"CN=Doe\\\\, Joe,DC=test\"), 1)", "\"Doe\\\\, Joe\""),
                FunctionExample("DNComponent(CRef(\"CN=Joe,OU=Sales,DC=test\"), 4)", "NULL"),
            ]
        ) { call throws(EvaluationError) in try component(call) { $0 } },
        FunctionDefinition(
            "DNComponentRev",
            .name,
            [
                FunctionParameter("name", .value(.reference)), .number("number"),
                .optional("option", .word(["DC"])),
            ],
            gives: .text,
            "The value of the component with a number, from 1, counted from the root.",
            edges: [
                "NULL where there is no such component.", "With \"DC\" the components of type DC are not counted.",
                "The value is as it stands in the name, with its escapes.",
            ],
            [
                FunctionExample("DNComponentRev(CRef(\"CN=Joe,OU=Sales,DC=corp,DC=test\"), 1)", "\"test\""),
                FunctionExample("DNComponentRev(CRef(\"CN=Joe,OU=Sales,DC=corp,DC=test\"), 1, \"DC\")", "\"Sales\""),
            ]
        ) { call throws(EvaluationError) in
            let skips = try call.text(2) == "DC"
            return try component(call) { components in
                let counted = skips ? components.filter { $0.type.folded != "dc" } : components
                return counted.reversed()
            }
        },
        FunctionDefinition(
            "EscapeDNComponent",
            .name,
            [.text("text")],
            gives: .text,
            "A text with what a component of a DN needs escaped (RFC 4514).",
            edges: [
                "Of a text such as `CN=a,b` the type stays and the value is escaped.", "Of nothing comes nothing.",
            ],
            [
                FunctionExample("EscapeDNComponent(\"Doe, Joe\")", "\"Doe\\\\, Joe\""),
                FunctionExample("EscapeDNComponent(\"cn=Doe, Joe\")", "\"cn=Doe\\\\, Joe\""),
            ]
        ) { call throws(EvaluationError) in
            guard let text = try call.text(0) else { return .null }
            if let equals = text.firstIndex(of: "="), AttributeName(String(text[..<equals])).isValid {
                let value = String(text[text.index(after: equals)...])
                return .string(text[...equals] + RelativeDistinguishedName.escape(value))
            }
            return .string(RelativeDistinguishedName.escape(text))
        },
    ]

    /// The value of a component with its escapes: standard rules know by `\0ACNF:` what replication has renamed.
    private static func component(
        _ call: FunctionCall,
        _ order: ([(type: AttributeName, value: String)]) -> [(type: AttributeName, value: String)]
    ) throws(EvaluationError) -> ExpressionValue {
        guard let text = try call.text(0) else { return .null }
        guard let name = DistinguishedName(text) else { throw call.invalid("The text is not a distinguished name.") }
        let components = order(zip(name.components, name.writtenValues).map { (type: $0.type, value: $1) })
        let number = try call.integer(1)
        guard number >= 1, number <= components.count else { return .null }
        return .string(components[number - 1].value)
    }
}
