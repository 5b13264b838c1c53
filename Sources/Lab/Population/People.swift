/// Who works in the forests of the lab: names from many places, among them names that programs trip over.
enum People {
    /// The person with a number, from 0; the same one every time.
    static func person(_ number: Int) -> Person {
        // Every forest has them: forests take their people from 0 and from 300 on.
        let place = number % 300
        if place % 3 == 1, place / 3 < remarkable.count { return remarkable[place / 3] }
        let given = givenNames[number % givenNames.count]
        let surname = surnames[(number * 7 + number / givenNames.count) % surnames.count]
        return Person(givenName: given, surname: surname)
    }

    /// Names that need escaping, folding or more than one byte a letter somewhere on their way.
    private static let remarkable = [
        Person(givenName: "Siobhán", surname: "O'Brien", commonName: "O'Brien, Siobhán"),
        Person(givenName: "Zoë", surname: "Weiß"),
        Person(givenName: "太郎", surname: "山田", commonName: "山田 太郎"),
        Person(givenName: "Robert", surname: "Smith", commonName: "Smith + Sons (Robert)"),
        Person(givenName: "Joe\u{301}", surname: "García", commonName: "Joe\u{301} \"Pepe\" García"),
        Person(givenName: "Support", surname: "Desk", commonName: "#1 Support Desk"),
        Person(givenName: "ليلى", surname: "حسن", commonName: "ليلى حسن"),
        Person(givenName: "Backup", surname: "Service", commonName: "Backup <nightly>; do not delete"),
        Person(givenName: "Ivan", surname: "Petrov", commonName: "Petrov\\Ivan"),
        Person(givenName: "Max", surname: "von und zu Hohenlohe-Waldenburg-Schillingsfürst"),
        Person(givenName: "D'Arcy", surname: "Null", commonName: "Null=Null"),
        Person(givenName: "Ng", surname: "A"),
    ]

    private static let givenNames = [
        "Ada", "Bjørn", "Chiara", "Dilan", "Edwin", "Fatima", "Gustavo", "Hana", "Ines", "Jakub", "Katarzyna", "Liam",
        "Mei", "Noor", "Oluwaseun", "Priya", "Quentin", "Rosa", "Søren", "Tomás", "Uma", "Viktor", "Wanda", "Ximena",
        "Yusuf", "Zsófia", "Anne-Marie", "Łukasz", "Đorđe",
    ]

    private static let surnames = [
        "Andersson", "Baker", "Costa", "Dąbrowski", "Eriksen", "Fischer", "Garber", "Hofmann", "Ibrahim", "Jansen",
        "Kowalska", "Lindqvist", "Mbeki", "Nguyễn", "Okafor", "Peeters", "Qureshi", "Rossi", "Sánchez", "Takeda",
        "Ueda", "Van den Berg", "Williams", "Xu", "Yıldız", "Zimmermann", "Müller", "Ó Súilleabháin", "Lévesque",
        "St. James", "de la Cruz",
    ]

    /// Where people work: department and city with the country's two letters.
    static let departments = ["Sales", "Engineering", "Finance", "Human Resources", "Operations"]
    static let cities = [
        ("Dublin", "IE"), ("Kraków", "PL"), ("São Paulo", "BR"), ("Osaka", "JP"), ("Lyon", "FR"), ("Austin", "US"),
    ]
}
