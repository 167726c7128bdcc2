<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_CA" sourcelanguage="en_CA">
<context>
    <name>Actions</name>
    <message>
        <source>Keys of this screen</source>
        <translation>Touches de cet écran</translation>
    </message>
    <message>
        <source>Français</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Day or night colours</source>
        <translation>Couleurs de jour ou de nuit</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Trouver une commande</translation>
    </message>
    <message>
        <source>Go to PRIMARY</source>
        <translation>Aller à l’inspection primaire</translation>
    </message>
    <message>
        <source>Go to SECONDARY</source>
        <translation>Aller à l’inspection secondaire</translation>
    </message>
    <message>
        <source>Go to RADIATION</source>
        <translation>Aller à RADIATION</translation>
    </message>
    <message>
        <source>Go to IMAGE QUALITY</source>
        <translation>Aller à QUALITÉ D’IMAGE</translation>
    </message>
    <message>
        <source>Go to SYNC &amp; DEVICES</source>
        <translation>Aller à LIAISONS ET APPAREILS</translation>
    </message>
    <message>
        <source>Acknowledge the top alarm</source>
        <translation>Acquitter la première alarme</translation>
    </message>
    <message>
        <source>Lock this workstation</source>
        <translation>Verrouiller le poste</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Fermer la session</translation>
    </message>
    <message>
        <source>Disarm, close, go back</source>
        <translation>Désarmer, fermer, revenir</translation>
    </message>
    <message>
        <source>Refer for the suggested reason</source>
        <translation>Renvoyer pour le motif suggéré</translation>
    </message>
    <message>
        <source>Refer, other reason</source>
        <translation>Renvoyer, autre motif</translation>
    </message>
    <message>
        <source>Hold in lane</source>
        <translation>Retenir dans la voie</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Libérer</translation>
    </message>
    <message>
        <source>Reason 1: radiation</source>
        <translation>Motif 1&#xa0;: rayonnement</translation>
    </message>
    <message>
        <source>Reason 2: lookout</source>
        <translation>Motif 2&#xa0;: signalement</translation>
    </message>
    <message>
        <source>Reason 3: document</source>
        <translation>Motif 3&#xa0;: document</translation>
    </message>
    <message>
        <source>Reason 4: identity</source>
        <translation>Motif 4&#xa0;: identité</translation>
    </message>
    <message>
        <source>Reason 5: admissibility</source>
        <translation>Motif 5&#xa0;: admissibilité</translation>
    </message>
    <message>
        <source>Reason 6: goods</source>
        <translation>Motif 6&#xa0;: marchandises</translation>
    </message>
    <message>
        <source>Reason 7: plants, food</source>
        <translation>Motif 7&#xa0;: végétaux, aliments</translation>
    </message>
    <message>
        <source>Reason 8: random</source>
        <translation>Motif 8&#xa0;: hasard</translation>
    </message>
    <message>
        <source>Reason 9: officer&apos;s judgement</source>
        <translation>Motif 9&#xa0;: jugement de l’agent</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>Personne suivante</translation>
    </message>
    <message>
        <source>Previous person</source>
        <translation>Personne précédente</translation>
    </message>
    <message>
        <source>Take the last decision back</source>
        <translation>Annuler la dernière décision</translation>
    </message>
    <message>
        <source>Physical examination</source>
        <translation>Examen physique</translation>
    </message>
    <message>
        <source>Hold for specialist</source>
        <translation>Retenir pour un spécialiste</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Radiographier de nouveau</translation>
    </message>
    <message>
        <source>Confirm the armed act</source>
        <translation>Confirmer l’acte armé</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>Dossier suivant</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>Dossier précédent</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Écrire une note</translation>
    </message>
    <message>
        <source>Next spectrum</source>
        <translation>Spectre suivant</translation>
    </message>
    <message>
        <source>Invert the image</source>
        <translation>Inverser l’image</translation>
    </message>
    <message>
        <source>Narrower window</source>
        <translation>Fenêtre plus étroite</translation>
    </message>
    <message>
        <source>Wider window</source>
        <translation>Fenêtre plus large</translation>
    </message>
    <message>
        <source>Level down</source>
        <translation>Baisser le niveau</translation>
    </message>
    <message>
        <source>Level up</source>
        <translation>Monter le niveau</translation>
    </message>
    <message>
        <source>Shades of grey</source>
        <translation>Nuances de gris</translation>
    </message>
    <message>
        <source>Colours of materials</source>
        <translation>Couleurs des matières</translation>
    </message>
    <message>
        <source>Only organic matter</source>
        <translation>Matière organique seule</translation>
    </message>
    <message>
        <source>Only metal</source>
        <translation>Métal seul</translation>
    </message>
    <message>
        <source>Usual or colour-blind-safe hues</source>
        <translation>Teintes usuelles ou pour daltoniens</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Étendue complète</translation>
    </message>
    <message>
        <source>Look into dense cargo</source>
        <translation>Voir dans le dense</translation>
    </message>
    <message>
        <source>Look at light cargo</source>
        <translation>Voir le léger</translation>
    </message>
    <message>
        <source>Penetrate the densest</source>
        <translation>Pénétrer le plus dense</translation>
    </message>
    <message>
        <source>Reset the image</source>
        <translation>Rétablir l’image</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Agrandir</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Pan left</source>
        <translation>Déplacer à gauche</translation>
    </message>
    <message>
        <source>Pan right</source>
        <translation>Déplacer à droite</translation>
    </message>
    <message>
        <source>Pan up</source>
        <translation>Déplacer vers le haut</translation>
    </message>
    <message>
        <source>Pan down</source>
        <translation>Déplacer vers le bas</translation>
    </message>
    <message>
        <source>Sharpen edges</source>
        <translation>Accentuer les contours</translation>
    </message>
    <message>
        <source>Local contrast</source>
        <translation>Contraste local</translation>
    </message>
    <message>
        <source>Equalise contrast everywhere</source>
        <translation>Égaliser le contraste partout</translation>
    </message>
    <message>
        <source>Without stripes or as it came</source>
        <translation>Sans rayures ou d’origine</translation>
    </message>
    <message>
        <source>Mirror the image</source>
        <translation>Retourner l’image</translation>
    </message>
    <message>
        <source>Next part not seen</source>
        <translation>Prochaine partie non vue</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Loupe</translation>
    </message>
    <message>
        <source>Overview of what was seen</source>
        <translation>Aperçu de ce qui a été vu</translation>
    </message>
    <message>
        <source>Measure a length</source>
        <translation>Mesurer une longueur</translation>
    </message>
    <message>
        <source>Measure a region</source>
        <translation>Mesurer une zone</translation>
    </message>
    <message>
        <source>Density along a line</source>
        <translation>Densité le long d’une ligne</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramme</translation>
    </message>
    <message>
        <source>Mark a box</source>
        <translation>Encadrer une zone</translation>
    </message>
    <message>
        <source>Delete the mark</source>
        <translation>Effacer la marque</translation>
    </message>
    <message>
        <source>Next mark or hint</source>
        <translation>Marque ou indice suivant</translation>
    </message>
    <message>
        <source>Go to the list of marks</source>
        <translation>Aller aux marques</translation>
    </message>
    <message>
        <source>Undo marks and window</source>
        <translation>Annuler marques et fenêtre</translation>
    </message>
    <message>
        <source>Do again</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>Comparer côte à côte</translation>
    </message>
    <message>
        <source>Compare with the next image</source>
        <translation>Comparer à l’image suivante</translation>
    </message>
    <message>
        <source>Blink between both images</source>
        <translation>Alterner les deux images</translation>
    </message>
    <message>
        <source>Difference of both images</source>
        <translation>Différence des deux images</translation>
    </message>
    <message>
        <source>Machine&apos;s hints on or off</source>
        <translation>Indices de la machine, afficher ou masquer</translation>
    </message>
    <message>
        <source>Judge the goods, line by line with Y and N</source>
        <translation>Juger les marchandises ligne par ligne, Y et N</translation>
    </message>
    <message>
        <source>Give the image the whole room</source>
        <translation>Donner toute la place à l’image</translation>
    </message>
    <message>
        <source>Call a second reader</source>
        <translation>Appeler un second lecteur</translation>
    </message>
    <message>
        <source>Report of this case</source>
        <translation>Rapport de ce dossier</translation>
    </message>
    <message>
        <source>Refer to a specialist</source>
        <translation>Confier à un spécialiste</translation>
    </message>
    <message>
        <source>Measure longer</source>
        <translation>Mesurer plus longtemps</translation>
    </message>
    <message>
        <source>Take a second spectrum</source>
        <translation>Prendre un deuxième spectre</translation>
    </message>
    <message>
        <source>Hand the file to the expert</source>
        <translation>Remettre le dossier à l’expert</translation>
    </message>
    <message>
        <source>Close with a code</source>
        <translation>Clore avec un code</translation>
    </message>
    <message>
        <source>Next code</source>
        <translation>Code suivant</translation>
    </message>
    <message>
        <source>Previous code</source>
        <translation>Code précédent</translation>
    </message>
    <message>
        <source>Medical treatment: yes</source>
        <translation>Traitement médical : oui</translation>
    </message>
    <message>
        <source>Medical treatment: no</source>
        <translation>Traitement médical : non</translation>
    </message>
    <message>
        <source>Linear or logarithmic counts</source>
        <translation>Coups linéaires ou logarithmiques</translation>
    </message>
    <message>
        <source>Background on or off</source>
        <translation>Bruit de fond affiché ou non</translation>
    </message>
    <message>
        <source>Lines on or off</source>
        <translation>Raies affichées ou non</translation>
    </message>
    <message>
        <source>Lines of the declared goods on or off</source>
        <translation>Raies des marchandises déclarées affichées ou non</translation>
    </message>
    <message>
        <source>Part earlier in time</source>
        <translation>Partie plus tôt</translation>
    </message>
    <message>
        <source>Part later in time</source>
        <translation>Partie plus tard</translation>
    </message>
    <message>
        <source>Shorter part</source>
        <translation>Partie plus courte</translation>
    </message>
    <message>
        <source>Longer part</source>
        <translation>Partie plus longue</translation>
    </message>
    <message>
        <source>The whole measurement</source>
        <translation>Toute la mesure</translation>
    </message>
    <message>
        <source>Rest of the measurement as background</source>
        <translation>Reste de la mesure comme fond</translation>
    </message>
    <message>
        <source>Filter by nuclide</source>
        <translation>Filtrer par nucléide</translation>
    </message>
    <message>
        <source>Only open alarms</source>
        <translation>Alarmes ouvertes seulement</translation>
    </message>
    <message>
        <source>Older alarms</source>
        <translation>Alarmes plus anciennes</translation>
    </message>
    <message>
        <source>Newer alarms</source>
        <translation>Alarmes plus récentes</translation>
    </message>
    <message>
        <source>Evidence bundle</source>
        <translation>Dossier de preuves</translation>
    </message>
    <message>
        <source>Try the centre now</source>
        <translation>Joindre le centre maintenant</translation>
    </message>
    <message>
        <source>Next imager</source>
        <translation>Imageur suivant</translation>
    </message>
    <message>
        <source>Previous imager</source>
        <translation>Imageur précédent</translation>
    </message>
    <message>
        <source>Trend of penetration</source>
        <translation>Tendance de la pénétration</translation>
    </message>
    <message>
        <source>Trend of contrast</source>
        <translation>Tendance du contraste</translation>
    </message>
    <message>
        <source>Trend of the thinnest wire</source>
        <translation>Tendance du fil le plus fin</translation>
    </message>
    <message>
        <source>Trend of line pairs</source>
        <translation>Tendance des paires de lignes</translation>
    </message>
</context>
<context>
    <name>Adjudication</name>
    <message>
        <source>contraband found</source>
        <translation>contrebande trouvée</translation>
    </message>
    <message>
        <source>other real alarm</source>
        <translation>autre alarme réelle</translation>
    </message>
    <message>
        <source>medical</source>
        <translation>médical</translation>
    </message>
    <message>
        <source>natural (NORM)</source>
        <translation>naturel (NORM)</translation>
    </message>
    <message>
        <source>declared shipment</source>
        <translation>envoi déclaré</translation>
    </message>
    <message>
        <source>inspection found nothing</source>
        <translation>rien à la fouille</translation>
    </message>
    <message>
        <source>background only</source>
        <translation>bruit de fond seul</translation>
    </message>
    <message>
        <source>other false alarm</source>
        <translation>autre fausse alarme</translation>
    </message>
    <message>
        <source>test or training</source>
        <translation>essai ou formation</translation>
    </message>
    <message>
        <source>tamper or fault</source>
        <translation>altération ou panne</translation>
    </message>
    <message>
        <source>other</source>
        <translation>autre</translation>
    </message>
    <message>
        <source>Specialist</source>
        <translation>Spécialiste</translation>
    </message>
    <message>
        <source>Measure longer</source>
        <translation>Mesurer encore</translation>
    </message>
    <message>
        <source>Second spectrum</source>
        <translation>Deuxième spectre</translation>
    </message>
    <message>
        <source>Reach-back file</source>
        <translation>Dossier pour l’expert</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Clore</translation>
    </message>
    <message>
        <source>referred to a specialist</source>
        <translation>confié à un spécialiste</translation>
    </message>
    <message>
        <source>longer measurement asked for</source>
        <translation>mesure plus longue demandée</translation>
    </message>
    <message>
        <source>second spectrum asked for</source>
        <translation>deuxième spectre demandé</translation>
    </message>
    <message>
        <source>file made for the expert</source>
        <translation>dossier préparé pour l’expert</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>clos</translation>
    </message>
    <message>
        <source>no alarm on this passage</source>
        <translation>aucune alarme à ce passage</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>personne n’a ouvert de session</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>non enregistré</translation>
    </message>
    <message>
        <source>already closed</source>
        <translation>déjà clos</translation>
    </message>
    <message>
        <source>neutron alarm open: specialist</source>
        <translation>alarme neutron ouverte : spécialiste</translation>
    </message>
    <message>
        <source>a nuclide is not natural: specialist</source>
        <translation>un nucléide n’est pas naturel : spécialiste</translation>
    </message>
    <message>
        <source>nuclear material cannot be excluded: specialist</source>
        <translation>matière nucléaire pas exclue : spécialiste</translation>
    </message>
    <message>
        <source>take a spectrum</source>
        <translation>prenez un spectre</translation>
    </message>
    <message>
        <source>nothing identified yet</source>
        <translation>rien d’identifié encore</translation>
    </message>
    <message>
        <source>the goods do not explain it</source>
        <translation>les marchandises ne l’expliquent pas</translation>
    </message>
    <message>
        <source>ask about medical treatment (Y)</source>
        <translation>demandez s’il y a un traitement médical (Y)</translation>
    </message>
    <message>
        <source>no medical nuclide</source>
        <translation>aucun nucléide médical</translation>
    </message>
    <message>
        <source>natural</source>
        <translation>naturel</translation>
    </message>
    <message>
        <source>industrial</source>
        <translation>industriel</translation>
    </message>
    <message>
        <source>nuclear material</source>
        <translation>matière nucléaire</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>forte</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>probable</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>possible</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <source>Neutrons checked</source>
        <translation>Neutrons vérifiés</translation>
    </message>
    <message>
        <source>Spectrum taken</source>
        <translation>Spectre pris</translation>
    </message>
    <message>
        <source>Medical interview</source>
        <translation>Question médicale</translation>
    </message>
    <message>
        <source>Expert has the file</source>
        <translation>L’expert a le dossier</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fait</translation>
    </message>
    <message>
        <source>open</source>
        <translation>à faire</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>pas nécessaire</translation>
    </message>
    <message>
        <source>ALARM</source>
        <translation>ALARME</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>pas demandé</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>no</source>
        <translation>non</translation>
    </message>
    <message>
        <source>Explained by the declared goods</source>
        <translation>Expliqué par les marchandises déclarées</translation>
    </message>
    <message>
        <source>Not explained by the declared goods</source>
        <translation>Non expliqué par les marchandises déclarées</translation>
    </message>
    <message>
        <source>Cannot say</source>
        <translation>On ne peut le dire</translation>
    </message>
    <message>
        <source>bananas, nuts</source>
        <translation>bananes, noix</translation>
    </message>
    <message>
        <source>seaweed</source>
        <translation>algues</translation>
    </message>
    <message>
        <source>tobacco</source>
        <translation>tabac</translation>
    </message>
    <message>
        <source>salt</source>
        <translation>sel</translation>
    </message>
    <message>
        <source>sand</source>
        <translation>sable</translation>
    </message>
    <message>
        <source>clay, cat litter</source>
        <translation>argile, litière</translation>
    </message>
    <message>
        <source>phosphate</source>
        <translation>phosphate</translation>
    </message>
    <message>
        <source>granite, stone</source>
        <translation>granit, pierre</translation>
    </message>
    <message>
        <source>mica</source>
        <translation>mica</translation>
    </message>
    <message>
        <source>feldspar</source>
        <translation>feldspath</translation>
    </message>
    <message>
        <source>cement, concrete</source>
        <translation>ciment, béton</translation>
    </message>
    <message>
        <source>mineral sands, bauxite</source>
        <translation>sables minéralisés, bauxite</translation>
    </message>
    <message>
        <source>ash, slag</source>
        <translation>cendres, laitier</translation>
    </message>
    <message>
        <source>rare earths</source>
        <translation>terres rares</translation>
    </message>
    <message>
        <source>potassium compounds</source>
        <translation>composés de potassium</translation>
    </message>
    <message>
        <source>abrasives</source>
        <translation>abrasifs</translation>
    </message>
    <message>
        <source>potash</source>
        <translation>potasse</translation>
    </message>
    <message>
        <source>mixed fertiliser</source>
        <translation>engrais composé</translation>
    </message>
    <message>
        <source>refractory bricks</source>
        <translation>briques réfractaires</translation>
    </message>
    <message>
        <source>tiles, ceramics</source>
        <translation>carreaux, céramique</translation>
    </message>
    <message>
        <source>glass</source>
        <translation>verre</translation>
    </message>
    <message>
        <source>thoriated tungsten</source>
        <translation>tungstène thorié</translation>
    </message>
    <message>
        <source>lenses</source>
        <translation>lentilles</translation>
    </message>
    <message>
        <source>This alarm is old: only the journal still holds it.</source>
        <translation>Cette alarme est ancienne : seul le journal la contient encore.</translation>
    </message>
</context>
<context>
    <name>AdjudicationScreen</name>
    <message>
        <source>Nuclides</source>
        <translation>Nucléides</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Biens</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Liste</translation>
    </message>
</context>
<context>
    <name>AssessmentColumn</name>
    <message>
        <source>Required and not there:</source>
        <translation>Exigé et absent&#xa0;:</translation>
    </message>
    <message>
        <source>Could still decide otherwise:</source>
        <translation>Pourrait encore changer la conclusion&#xa0;:</translation>
    </message>
    <message>
        <source>The policy asks for:</source>
        <translation>La politique demande&#xa0;:</translation>
    </message>
    <message>
        <source>{policy}, version {version}</source>
        <translation>{policy}, version {version}</translation>
    </message>
    <message>
        <source>{outcome}: {reason} Needs {facts}</source>
        <translation>{outcome}&#xa0;: {reason} Requiert {facts}</translation>
    </message>
</context>
<context>
    <name>BackgroundPanel</name>
    <message>
        <source>now {cps}/s</source>
        <translation>{cps}/s</translation>
    </message>
    <message>
        <source>Background 24 h</source>
        <translation>Bruit de fond 24 h</translation>
    </message>
    <message>
        <source>No passage in 24 hours</source>
        <translation>Aucun passage en 24 heures</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>A vehicle is in the portal</source>
        <translation>Un véhicule est dans le portique</translation>
    </message>
    <message>
        <source>No vehicle at the booth</source>
        <translation>Aucun véhicule à la guérite</translation>
    </message>
    <message>
        <source>No alarms</source>
        <translation>Aucune alarme</translation>
    </message>
    <message>
        <source>Held in lane: {reason}</source>
        <translation>Retenu dans la voie&#xa0;: {reason}</translation>
    </message>
    <message>
        <source>WAIT — looking for the advance notice</source>
        <translation>ATTENDRE — recherche du préavis</translation>
    </message>
    <message>
        <source>WAIT — vehicle has not passed the portal</source>
        <translation>ATTENDRE — le véhicule n’a pas passé le portique</translation>
    </message>
    <message>
        <source>WAIT — radiation is being analysed</source>
        <translation>ATTENDRE — analyse du rayonnement en cours</translation>
    </message>
    <message>
        <source>portal, {age} ago</source>
        <translation>portique, il y a {age}</translation>
    </message>
    <message>
        <source>+{count} more</source>
        <translation>+{count} autres</translation>
    </message>
</context>
<context>
    <name>CaseHeader</name>
    <message>
        <source>in the hands of {officer}</source>
        <translation>entre les mains de {officer}</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULÉ</translation>
    </message>
    <message>
        <source>the other image</source>
        <translation>l’autre image</translation>
    </message>
    <message>
        <source>DIFFERENCE to {other} · D back</source>
        <translation>DIFFÉRENCE avec {other} · D retour</translation>
    </message>
    <message>
        <source>NOT THIS LOAD: {other} · X back</source>
        <translation>PAS CE CHARGEMENT&#xa0;: {other} · X retour</translation>
    </message>
    <message>
        <source>no scan of this vehicle</source>
        <translation>aucune radiographie de ce véhicule</translation>
    </message>
    <message>
        <source>no scale</source>
        <translation>sans échelle</translation>
    </message>
    <message>
        <source>portal {lane} · {time}</source>
        <translation>portique {lane} · {time}</translation>
    </message>
    <message>
        <source>no portal passage</source>
        <translation>aucun passage au portique</translation>
    </message>
    <message>
        <source>monitor: gamma alarm</source>
        <translation>portique&#xa0;: alarme gamma</translation>
    </message>
    <message>
        <source>monitor: gamma not measured</source>
        <translation>portique&#xa0;: gamma non mesuré</translation>
    </message>
    <message>
        <source>monitor: no gamma alarm</source>
        <translation>portique&#xa0;: aucune alarme gamma</translation>
    </message>
    <message>
        <source>ours: analysis failed</source>
        <translation>poste&#xa0;: analyse échouée</translation>
    </message>
    <message>
        <source>ours: not analysed yet</source>
        <translation>poste&#xa0;: pas encore</translation>
    </message>
    <message>
        <source>ours: gamma {strength}</source>
        <translation>poste&#xa0;: gamma {strength}</translation>
    </message>
    <message>
        <source>ours: no gamma excess</source>
        <translation>poste&#xa0;: aucun excès gamma</translation>
    </message>
    <message>
        <source>{sigma} at {metres}</source>
        <translation>{sigma} à {metres}</translation>
    </message>
    <message>
        <source>NEUTRON alarm</source>
        <translation>alarme NEUTRONS</translation>
    </message>
    <message>
        <source>neutron excess, ours</source>
        <translation>excès de neutrons, poste</translation>
    </message>
    <message>
        <source>neutron not measured</source>
        <translation>neutrons non mesurés</translation>
    </message>
    <message>
        <source>neutron background</source>
        <translation>neutrons&#xa0;: bruit de fond</translation>
    </message>
</context>
<context>
    <name>CommodityPanel</name>
    <message>
        <source>Declared goods</source>
        <translation>Marchandises déclarées</translation>
    </message>
    <message>
        <source>Nothing declared explains {nuclides}</source>
        <translation>Rien de déclaré n’explique {nuclides}</translation>
    </message>
    <message>
        <source>{outcome}: {nuclides}</source>
        <translation>{outcome} : {nuclides}</translation>
    </message>
    <message>
        <source>Nuclear-medicine treatment or scan in the last weeks? Answer: {answer}</source>
        <translation>Traitement ou examen de médecine nucléaire ces dernières semaines? Réponse : {answer}</translation>
    </message>
    <message>
        <source>Y  yes</source>
        <translation>Y  oui</translation>
    </message>
    <message>
        <source>N  no</source>
        <translation>N  non</translation>
    </message>
    <message>
        <source>Medical treatment: {answer}</source>
        <translation>Traitement médical : {answer}</translation>
    </message>
    <message>
        <source>No goods are declared.</source>
        <translation>Aucune marchandise n’est déclarée.</translation>
    </message>
    <message>
        <source>{code} {goods}: nothing natural expected</source>
        <translation>{code} {goods} : rien de naturel attendu</translation>
    </message>
    <message>
        <source>{code} {goods}: {kind}, expect {nuclides}</source>
        <translation>{code} {goods} : {kind}, attendu {nuclides}</translation>
    </message>
    <message>
        <source>and {count} lines more</source>
        <translation>et {count} lignes de plus</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>Compare</source>
        <translation>Comparaison</translation>
    </message>
    <message>
        <source>⇧C  {number} of {count}</source>
        <translation>⇧C  {number} de {count}</translation>
    </message>
    <message>
        <source>Next image to compare with</source>
        <translation>Image de comparaison suivante</translation>
    </message>
    <message>
        <source>Image to compare with</source>
        <translation>Image de comparaison</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulé</translation>
    </message>
    <message>
        <source>No older image here.
Older images are at the centre.</source>
        <translation>Aucune image plus ancienne ici.
Les images plus anciennes sont au centre.</translation>
    </message>
    <message>
        <source>No other image of this container, and no reference.</source>
        <translation>Aucune autre image de ce conteneur, ni référence.</translation>
    </message>
    <message>
        <source>Older images are at the centre, which is not reached.</source>
        <translation>Les images plus anciennes sont au centre, qui ne répond pas.</translation>
    </message>
    <message>
        <source>This image cannot be shown: {why}</source>
        <translation>Cette image ne peut être affichée&#xa0;: {why}</translation>
    </message>
    <message>
        <source>Fetching the image to compare with</source>
        <translation>Chargement de l’image de comparaison</translation>
    </message>
    <message>
        <source>laid on each other: {share} % alike</source>
        <translation>superposées&#xa0;: {share}&#xa0;% pareilles</translation>
    </message>
    <message>
        <source>too unlike to lay on each other: no blink, no difference</source>
        <translation>trop dissemblables pour être superposées&#xa0;: ni clignotement, ni différence</translation>
    </message>
    <message>
        <source>older images are at the centre</source>
        <translation>les images plus anciennes sont au centre</translation>
    </message>
</context>
<context>
    <name>Consignment</name>
    <message>
        <source>reefer</source>
        <translation>frigorifique</translation>
    </message>
    <message>
        <source>tank</source>
        <translation>citerne</translation>
    </message>
    <message>
        <source>open top</source>
        <translation>toit ouvert</translation>
    </message>
    <message>
        <source>flat rack</source>
        <translation>plateforme</translation>
    </message>
    <message>
        <source>bulk</source>
        <translation>vrac</translation>
    </message>
    <message>
        <source>{goods} + {count} more</source>
        <translation>{goods} + {count} autres</translation>
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>choose a reason, 1 to 9</source>
        <translation>choisir un motif, 1 à 9</translation>
    </message>
    <message>
        <source>{digit} {reason} ▸ suggested</source>
        <translation>{digit} {reason} ▸ suggéré</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>Renvoyer</translation>
    </message>
    <message>
        <source>Refer, other reason</source>
        <translation>Autre motif</translation>
    </message>
    <message>
        <source>1 to 9</source>
        <translation>1 à 9</translation>
    </message>
    <message>
        <source>Hold in lane</source>
        <translation>Retenir dans la voie</translation>
    </message>
    <message>
        <source>call supervisor</source>
        <translation>appeler le surintendant</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Libérer</translation>
    </message>
</context>
<context>
    <name>DecisionLines</name>
    <message>
        <source>corrected since</source>
        <translation>corrigée depuis</translation>
    </message>
    <message>
        <source>made offline</source>
        <translation>prise hors ligne</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>Decision</source>
        <translation>Décision</translation>
    </message>
    <message>
        <source>Note to the case (Ctrl+N)</source>
        <translation>Note au dossier (Ctrl+N)</translation>
    </message>
    <message>
        <source>Note to the case</source>
        <translation>Note au dossier</translation>
    </message>
    <message>
        <source>Enter confirms, Esc takes it back</source>
        <translation>Entrée confirme, Échap annule</translation>
    </message>
    <message>
        <source>Measure {time} more</source>
        <translation>Mesurer encore {time}</translation>
    </message>
    <message>
        <source>{act}: {code}</source>
        <translation>{act} : {code}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>verrouillé</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>{key} armed: Enter confirms, Esc takes it back</source>
        <translation>{key} armé&#xa0;: Entrée confirme, Échap annule</translation>
    </message>
    <message>
        <source>{keys} locked: {reasons}</source>
        <translation>{keys} verrouillé&#xa0;: {reasons}</translation>
    </message>
    <message>
        <source>Not recorded since {time}: {why}</source>
        <translation>Rien n’est inscrit depuis {time}&#xa0;: {why}</translation>
    </message>
    <message>
        <source>Refused at {time}: {why}</source>
        <translation>Refusé à {time}&#xa0;: {why}</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>{done}: {reason}</source>
        <translation>{done}&#xa0;: {reason}</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>No devices on this station.</source>
        <translation>Aucun appareil à ce poste.</translation>
    </message>
    <message>
        <source>device</source>
        <translation>appareil</translation>
    </message>
    <message>
        <source>state</source>
        <translation>état</translation>
    </message>
    <message>
        <source>last heard</source>
        <translation>dernier signal</translation>
    </message>
    <message>
        <source>faults</source>
        <translation>pannes</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rejets</translation>
    </message>
    <message>
        <source>why</source>
        <translation>pourquoi</translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>compare faces by eye</source>
        <translation>comparer les visages à l’œil</translation>
    </message>
    <message>
        <source>read seals by hand</source>
        <translation>lire les scellés à la main</translation>
    </message>
    <message>
        <source>nobody is checked against lookouts</source>
        <translation>aucun signalement n’est vérifié</translation>
    </message>
    <message>
        <source>screen with the handheld</source>
        <translation>contrôler avec l’appareil portatif</translation>
    </message>
    <message>
        <source>type plates by hand</source>
        <translation>saisir les plaques à la main</translation>
    </message>
    <message>
        <source>no radiographs here</source>
        <translation>aucune radiographie ici</translation>
    </message>
    <message>
        <source>no spectra here</source>
        <translation>aucun spectre ici</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Booth</source>
        <translation>Guérite</translation>
    </message>
    <message>
        <source>Lane ready</source>
        <translation>Voie prête</translation>
    </message>
    <message>
        <source>The next vehicle opens by itself when its plate is read.</source>
        <translation>Le prochain véhicule s’affiche dès que sa plaque est lue.</translation>
    </message>
    <message>
        <source>J opens the first case of the work list.</source>
        <translation>J ouvre le premier dossier de la liste.</translation>
    </message>
    <message>
        <source>The centre is not reached: referrals of other stations come later.</source>
        <translation>Le centre n’est pas joint&#xa0;: les renvois des autres postes viendront plus tard.</translation>
    </message>
    <message>
        <source>Nothing waiting</source>
        <translation>Rien en attente</translation>
    </message>
    <message>
        <source>1 waiting</source>
        <translation>1 en attente</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} en attente</translation>
    </message>
    <message>
        <source>Last: {title} · {done} · {time}</source>
        <translation>Dernier&#xa0;: {title} · {done} · {time}</translation>
    </message>
</context>
<context>
    <name>EventList</name>
    <message>
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>page {number}</source>
        <translation>page {number}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tous</translation>
    </message>
    <message>
        <source>I  nuclide: {name}</source>
        <translation>I  nucléide : {name}</translation>
    </message>
    <message>
        <source>O  only open</source>
        <translation>O  ouvertes</translation>
    </message>
    <message>
        <source>PgUp  newer</source>
        <translation>Pg préc.  récentes</translation>
    </message>
    <message>
        <source>PgDn  older</source>
        <translation>Pg suiv.  anciennes</translation>
    </message>
    <message>
        <source>Alarms of this station</source>
        <translation>Alarmes de ce poste</translation>
    </message>
    <message>
        <source>The list is being read.</source>
        <translation>Lecture de la liste.</translation>
    </message>
    <message>
        <source>The list cannot be read: {why}</source>
        <translation>La liste est illisible : {why}</translation>
    </message>
    <message>
        <source>No alarm fits.</source>
        <translation>Aucune alarme ne correspond.</translation>
    </message>
</context>
<context>
    <name>EventTable</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Vehicle</source>
        <translation>Véhicule</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Force</translation>
    </message>
    <message>
        <source>Nuclides</source>
        <translation>Nucléides</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ouverte</translation>
    </message>
    <message>
        <source>{nuclide} (ours)</source>
        <translation>{nuclide} (nous)</translation>
    </message>
</context>
<context>
    <name>ExpectedPanel</name>
    <message>
        <source>announced</source>
        <translation>annoncé</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>No vehicle is announced.</source>
        <translation>Aucun véhicule annoncé.</translation>
    </message>
    <message>
        <source>no goods declared</source>
        <translation>aucune marchandise déclarée</translation>
    </message>
    <message>
        <source>{time} · {count} people</source>
        <translation>{time} · {count} personnes</translation>
    </message>
    <message>
        <source>{time} · 1 person</source>
        <translation>{time} · 1 personne</translation>
    </message>
</context>
<context>
    <name>FacePanel</name>
    <message>
        <source>Face</source>
        <translation>Visage</translation>
    </message>
    <message>
        <source>Kiosk not connected.</source>
        <translation>Borne non branchée.</translation>
    </message>
    <message>
        <source>Kiosk {state}, no images received.</source>
        <translation>Borne&#xa0;: {state}, aucune image reçue.</translation>
    </message>
    <message>
        <source>Compare face and document by eye.</source>
        <translation>Comparer le visage et le document à l’œil.</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>declaration of goods</source>
        <translation>déclaration des marchandises</translation>
    </message>
    <message>
        <source>trusted-trader status</source>
        <translation>statut de négociant fiable</translation>
    </message>
    <message>
        <source>clear description of goods</source>
        <translation>description claire des marchandises</translation>
    </message>
    <message>
        <source>shipper seen before</source>
        <translation>expéditeur déjà vu</translation>
    </message>
    <message>
        <source>lookout on goods</source>
        <translation>signalement de marchandises</translation>
    </message>
    <message>
        <source>risk of the origin</source>
        <translation>risque de l’origine</translation>
    </message>
    <message>
        <source>time of filing</source>
        <translation>moment de la transmission</translation>
    </message>
    <message>
        <source>random selection</source>
        <translation>sélection au hasard</translation>
    </message>
    <message>
        <source>check of weights</source>
        <translation>contrôle des poids</translation>
    </message>
    <message>
        <source>seal reading</source>
        <translation>lecture du scellé</translation>
    </message>
    <message>
        <source>container reading</source>
        <translation>lecture du conteneur</translation>
    </message>
    <message>
        <source>plate comparison</source>
        <translation>comparaison de la plaque</translation>
    </message>
    <message>
        <source>radiation screening</source>
        <translation>contrôle de rayonnement</translation>
    </message>
    <message>
        <source>ask for information</source>
        <translation>demander des renseignements</translation>
    </message>
    <message>
        <source>check the documents</source>
        <translation>vérifier les documents</translation>
    </message>
    <message>
        <source>check the seal by hand</source>
        <translation>vérifier le scellé à la main</translation>
    </message>
    <message>
        <source>screen for radiation</source>
        <translation>contrôler le rayonnement</translation>
    </message>
    <message>
        <source>take a spectrum</source>
        <translation>prendre un spectre</translation>
    </message>
    <message>
        <source>weigh</source>
        <translation>peser</translation>
    </message>
    <message>
        <source>take a radiograph</source>
        <translation>prendre une radiographie</translation>
    </message>
    <message>
        <source>open and examine</source>
        <translation>ouvrir et examiner</translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message>
        <source>Figures</source>
        <translation>Valeurs</translation>
    </message>
    <message>
        <source>Comparable with earlier scans of this test object, not with a certificate.</source>
        <translation>Comparable aux balayages antérieurs de cet objet d’essai, pas à un certificat.</translation>
    </message>
    <message>
        <source>site&apos;s limit</source>
        <translation>limite du site</translation>
    </message>
    <message>
        <source>now</source>
        <translation>actuel</translation>
    </message>
    <message>
        <source>before</source>
        <translation>avant</translation>
    </message>
    <message>
        <source>Noise in air</source>
        <translation>Bruit dans l’air</translation>
    </message>
    <message>
        <source>{limit}, kept</source>
        <translation>{limit}, tenue</translation>
    </message>
    <message>
        <source>{limit}, missed</source>
        <translation>{limit}, manquée</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulé</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>REFER — gamma alarm on this vehicle</source>
        <translation>RENVOYER — alarme gamma sur ce véhicule</translation>
    </message>
    <message>
        <source>STOP — neutron alarm on this vehicle</source>
        <translation>ARRÊTER — alarme neutrons sur ce véhicule</translation>
    </message>
    <message>
        <source>REFER — gamma excess the portal did not report</source>
        <translation>RENVOYER — excès gamma non signalé par le portique</translation>
    </message>
    <message>
        <source>STOP — neutron excess the portal did not report</source>
        <translation>ARRÊTER — excès de neutrons non signalé par le portique</translation>
    </message>
    <message>
        <source>REFER — not screened for radiation</source>
        <translation>RENVOYER — rayonnement non contrôlé</translation>
    </message>
    <message>
        <source>REFER — seal is not the declared one</source>
        <translation>RENVOYER — le scellé n’est pas celui déclaré</translation>
    </message>
    <message>
        <source>REFER — container is not the declared one</source>
        <translation>RENVOYER — le conteneur n’est pas celui déclaré</translation>
    </message>
    <message>
        <source>REFER — load is of high risk</source>
        <translation>RENVOYER — chargement à risque élevé</translation>
    </message>
    <message>
        <source>ASK — risk of the load is unknown</source>
        <translation>DEMANDER — risque du chargement inconnu</translation>
    </message>
    <message>
        <source>ASK — nothing was announced for this vehicle</source>
        <translation>DEMANDER — rien n’est annoncé pour ce véhicule</translation>
    </message>
    <message>
        <source>CHECK — a travel document has expired</source>
        <translation>VÉRIFIER — un document de voyage est expiré</translation>
    </message>
    <message>
        <source>REFER — instrument names a nuclide</source>
        <translation>RENVOYER — l’appareil nomme un nucléide</translation>
    </message>
    <message>
        <source>REFER — portal fault, not screened</source>
        <translation>RENVOYER — panne du portique, non contrôlé</translation>
    </message>
    <message>
        <source>REFER — portal did not close the passage</source>
        <translation>RENVOYER — passage non clos par le portique</translation>
    </message>
    <message>
        <source>WAIT — this vehicle is not recorded</source>
        <translation>ATTENDRE — ce véhicule n’est pas inscrit</translation>
    </message>
    <message>
        <source>gamma alarm</source>
        <translation>alarme gamma</translation>
    </message>
    <message>
        <source>neutron alarm</source>
        <translation>alarme neutrons</translation>
    </message>
    <message>
        <source>gamma excess, ours</source>
        <translation>excès gamma, poste</translation>
    </message>
    <message>
        <source>neutron excess, ours</source>
        <translation>excès de neutrons, poste</translation>
    </message>
    <message>
        <source>no radiation alarm</source>
        <translation>aucune alarme gamma</translation>
    </message>
    <message>
        <source>no neutron alarm</source>
        <translation>aucune alarme neutrons</translation>
    </message>
    <message>
        <source>screening under way</source>
        <translation>contrôle en cours</translation>
    </message>
    <message>
        <source>not screened</source>
        <translation>non contrôlé</translation>
    </message>
    <message>
        <source>portal fault</source>
        <translation>panne du portique</translation>
    </message>
    <message>
        <source>passage not closed by portal</source>
        <translation>passage non clos</translation>
    </message>
    <message>
        <source>nuclide named</source>
        <translation>nucléide nommé</translation>
    </message>
    <message>
        <source>seal differs</source>
        <translation>scellé différent</translation>
    </message>
    <message>
        <source>STOP — nuclear material cannot be excluded</source>
        <translation>ARRÊTER — matière nucléaire non exclue</translation>
    </message>
    <message>
        <source>seal as declared</source>
        <translation>scellé conforme</translation>
    </message>
    <message>
        <source>seal not read</source>
        <translation>scellé non lu</translation>
    </message>
    <message>
        <source>container differs</source>
        <translation>conteneur différent</translation>
    </message>
    <message>
        <source>high risk</source>
        <translation>risque élevé</translation>
    </message>
    <message>
        <source>risk unknown</source>
        <translation>risque inconnu</translation>
    </message>
    <message>
        <source>low risk</source>
        <translation>risque faible</translation>
    </message>
    <message>
        <source>not announced</source>
        <translation>non annoncé</translation>
    </message>
    <message>
        <source>no radiograph</source>
        <translation>aucune radiographie</translation>
    </message>
    <message>
        <source>radiograph received</source>
        <translation>radiographie reçue</translation>
    </message>
    <message>
        <source>plate not read</source>
        <translation>plaque non lue</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>non inscrit</translation>
    </message>
    <message>
        <source>lookouts not checked</source>
        <translation>signalements non vérifiés</translation>
    </message>
    <message>
        <source>document expired</source>
        <translation>document expiré</translation>
    </message>
    <message>
        <source>named by the instrument</source>
        <translation>nommé par l’appareil</translation>
    </message>
    <message>
        <source>found by this station in a spectrum</source>
        <translation>trouvé par ce poste dans un spectre</translation>
    </message>
    <message>
        <source>read {read}, declared {declared}</source>
        <translation>lu {read}, déclaré {declared}</translation>
    </message>
    <message>
        <source>declared {declared}</source>
        <translation>déclaré {declared}</translation>
    </message>
    <message>
        <source>{name}, on {day}</source>
        <translation>{name}, le {day}</translation>
    </message>
    <message>
        <source>possible nuclear material</source>
        <translation>matière nucléaire possible</translation>
    </message>
    <message>
        <source>not assessed</source>
        <translation>non évalué</translation>
    </message>
    <message>
        <source>not known: {facts}</source>
        <translation>non connu&#xa0;: {facts}</translation>
    </message>
    <message>
        <source>{facts} and {count} more</source>
        <translation>{facts} et {count} de plus</translation>
    </message>
    <message>
        <source>{what}: {detail}</source>
        <translation>{what}&#xa0;: {detail}</translation>
    </message>
    <message>
        <source>reported by the portal</source>
        <translation>signalé par le portique</translation>
    </message>
    <message>
        <source>not reported by the portal</source>
        <translation>non signalé par le portique</translation>
    </message>
    <message>
        <source>from the portal or from us</source>
        <translation>ni du portique ni de nous</translation>
    </message>
    <message>
        <source>its end was not reported</source>
        <translation>sa fin n’a pas été signalée</translation>
    </message>
    <message>
        <source>no advance notice fits this vehicle</source>
        <translation>aucun préavis ne correspond à ce véhicule</translation>
    </message>
    <message>
        <source>type it or read it again</source>
        <translation>la saisir ou la relire</translation>
    </message>
    <message>
        <source>the station log takes nothing</source>
        <translation>le journal du poste n’accepte rien</translation>
    </message>
    <message>
        <source>{what}, at {distance}</source>
        <translation>{what}, à {distance}</translation>
    </message>
    <message>
        <source>{country}: {what}</source>
        <translation>{country}&#xa0;: {what}</translation>
    </message>
    <message>
        <source>no passage through the portal</source>
        <translation>aucun passage au portique</translation>
    </message>
    <message>
        <source>our analysis failed</source>
        <translation>notre analyse a échoué</translation>
    </message>
    <message>
        <source>our analysis is not done yet</source>
        <translation>notre analyse n’est pas terminée</translation>
    </message>
    <message>
        <source>the portal measured nothing</source>
        <translation>le portique n’a rien mesuré</translation>
    </message>
    <message>
        <source>the portal has a fault</source>
        <translation>le portique est en panne</translation>
    </message>
    <message>
        <source>the portal did not close the passage</source>
        <translation>le portique n’a pas clos le passage</translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message>
        <source>What was found</source>
        <translation>Constats</translation>
    </message>
    <message>
        <source>Nothing was found against this vehicle.</source>
        <translation>Rien n’est retenu contre ce véhicule.</translation>
    </message>
</context>
<context>
    <name>HintsPanel</name>
    <message>
        <source>machine, {count}</source>
        <translation>machine, {count}</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>machine</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>S  Hide</source>
        <translation>S  Masquer</translation>
    </message>
    <message>
        <source>S  Show</source>
        <translation>S  Afficher</translation>
    </message>
    <message>
        <source>Locked: look for yourself first, so that no box leads your eye.</source>
        <translation>Verrouillé&#xa0;: regardez d’abord vous-même, pour qu’aucun cadre ne guide votre œil.</translation>
    </message>
    <message>
        <source>Opens in {time}, or when all is seen.</source>
        <translation>S’ouvre dans {time}, ou quand tout est vu.</translation>
    </message>
    <message>
        <source>Not shown. S shows what the machine has found.</source>
        <translation>Masqués. S affiche ce que la machine a trouvé.</translation>
    </message>
    <message>
        <source>The machine has not judged this image.</source>
        <translation>La machine n’a pas jugé cette image.</translation>
    </message>
    <message>
        <source>The machine is looking …</source>
        <translation>La machine cherche…</translation>
    </message>
    <message>
        <source>The machine could not judge this image: {why}</source>
        <translation>La machine n’a pu juger cette image&#xa0;: {why}</translation>
    </message>
    <message>
        <source>The machine found nothing. That is no proof.</source>
        <translation>La machine n’a rien trouvé. Ce n’est pas une preuve.</translation>
    </message>
    <message>
        <source>Mass in the image {mass} ({low} to {high})</source>
        <translation>Masse dans l’image {mass} ({low} à {high})</translation>
    </message>
    <message>
        <source>{share} % of the load let too little through · {algorithm} {version}</source>
        <translation>{share}&#xa0;% du chargement trop opaque · {algorithm} {version}</translation>
    </message>
    <message>
        <source>no weight is declared</source>
        <translation>aucun poids déclaré</translation>
    </message>
    <message>
        <source>too dense to compare with the declared {declared}</source>
        <translation>trop dense pour comparer aux {declared} déclarés</translation>
    </message>
    <message>
        <source>fits the declared {declared}</source>
        <translation>conforme aux {declared} déclarés</translation>
    </message>
    <message>
        <source>declared {declared}</source>
        <translation>déclaré {declared}</translation>
    </message>
</context>
<context>
    <name>HistogramPlot</name>
    <message>
        <source>Values in image (dim) and view (bright), lg of share</source>
        <translation>Valeurs de l’image (pâle) et de la vue (vif), lg de la part</translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message>
        <source>machine {number}</source>
        <translation>machine {number}</translation>
    </message>
    <message>
        <source>here</source>
        <translation>ici</translation>
    </message>
    <message>
        <source>Radiograph and portal profile</source>
        <translation>Radiographie et profil du portique</translation>
    </message>
</context>
<context>
    <name>ImageWords</name>
    <message>
        <source>No radiograph of this vehicle</source>
        <translation>Aucune radiographie de ce véhicule</translation>
    </message>
    <message>
        <source>F7 sends it to be scanned.</source>
        <translation>F7 l’envoie à la radiographie.</translation>
    </message>
    <message>
        <source>The radiograph is at the centre, which is not reached</source>
        <translation>La radiographie est au centre, qui n’est pas joint</translation>
    </message>
    <message>
        <source>It comes by itself when the link is back.</source>
        <translation>Elle viendra d’elle-même au retour de la liaison.</translation>
    </message>
    <message>
        <source>Fetching the radiograph</source>
        <translation>Réception de la radiographie</translation>
    </message>
    <message>
        <source>Preparing the radiograph</source>
        <translation>Préparation de la radiographie</translation>
    </message>
    <message>
        <source>No reason was given</source>
        <translation>Aucune raison donnée</translation>
    </message>
    <message>
        <source>{why}. The files are kept; F7 sends for a new scan.</source>
        <translation>{why}. Les fichiers sont gardés; F7 demande une nouvelle radiographie.</translation>
    </message>
    <message>
        <source>The radiograph cannot be shown</source>
        <translation>La radiographie ne peut être affichée</translation>
    </message>
    <message>
        <source>{done} of {total} MB</source>
        <translation>{done} de {total} Mo</translation>
    </message>
</context>
<context>
    <name>ImagerList</name>
    <message>
        <source>Imagers</source>
        <translation>Imageurs</translation>
    </message>
    <message>
        <source>1 scan, {date}</source>
        <translation>1 balayage, {date}</translation>
    </message>
    <message>
        <source>{count} scans, last {date}</source>
        <translation>{count} balayages, dernier {date}</translation>
    </message>
</context>
<context>
    <name>KeyCard</name>
    <message>
        <source>Keys of this screen</source>
        <translation>Touches de cet écran</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>gamma</source>
        <translation>gamma</translation>
    </message>
    <message>
        <source>neutron</source>
        <translation>neutrons</translation>
    </message>
    <message>
        <source>Canada</source>
        <translation>Canada</translation>
    </message>
    <message>
        <source>United States</source>
        <translation>États-Unis</translation>
    </message>
    <message>
        <source>US</source>
        <comment>the United States, where there is little room</comment>
        <translation>É.-U.</translation>
    </message>
    <message>
        <source>lane {lane}</source>
        <translation>voie {lane}</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>entrée</translation>
    </message>
    <message>
        <source>exit</source>
        <translation>sortie</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>Primaire</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>Secondaire</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Surintendant</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrateur</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Vérificateur</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Libérer</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>Renvoyer</translation>
    </message>
    <message>
        <source>Hold in lane</source>
        <translation>Retenir dans la voie</translation>
    </message>
    <message>
        <source>Physical examination</source>
        <translation>Examen physique</translation>
    </message>
    <message>
        <source>Hold for specialist</source>
        <translation>Retenir pour un spécialiste</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Radiographier de nouveau</translation>
    </message>
    <message>
        <source>Released</source>
        <translation>Libéré</translation>
    </message>
    <message>
        <source>Referred to secondary</source>
        <translation>Renvoyé à l’inspection secondaire</translation>
    </message>
    <message>
        <source>Held in lane</source>
        <translation>Retenu dans la voie</translation>
    </message>
    <message>
        <source>Sent to physical examination</source>
        <translation>Envoyé à l’examen physique</translation>
    </message>
    <message>
        <source>Held for a specialist</source>
        <translation>Retenu pour un spécialiste</translation>
    </message>
    <message>
        <source>Sent to be scanned again</source>
        <translation>Renvoyé à la radiographie</translation>
    </message>
    <message>
        <source>radiation</source>
        <translation>rayonnement</translation>
    </message>
    <message>
        <source>lookout</source>
        <translation>signalement</translation>
    </message>
    <message>
        <source>document</source>
        <translation>document</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>identité</translation>
    </message>
    <message>
        <source>admissibility</source>
        <translation>admissibilité</translation>
    </message>
    <message>
        <source>goods</source>
        <translation>marchandises</translation>
    </message>
    <message>
        <source>plants, food</source>
        <translation>végétaux, aliments</translation>
    </message>
    <message>
        <source>random</source>
        <translation>hasard</translation>
    </message>
    <message>
        <source>officer&apos;s judgement</source>
        <translation>jugement de l’agent</translation>
    </message>
    <message>
        <source>low risk</source>
        <translation>risque faible</translation>
    </message>
    <message>
        <source>high risk</source>
        <translation>risque élevé</translation>
    </message>
    <message>
        <source>risk unknown</source>
        <translation>risque inconnu</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>absent</translation>
    </message>
    <message>
        <source>too old</source>
        <translation>trop ancien</translation>
    </message>
    <message>
        <source>contradictory</source>
        <translation>contradictoire</translation>
    </message>
    <message>
        <source>not usable</source>
        <translation>inutilisable</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non branché</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>connexion en cours</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>prêt</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>muet</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>non joint</translation>
    </message>
    <message>
        <source>driver</source>
        <translation>conducteur</translation>
    </message>
    <message>
        <source>passenger</source>
        <translation>passager</translation>
    </message>
    <message>
        <source>gamma background too high</source>
        <translation>bruit de fond gamma trop élevé</translation>
    </message>
    <message>
        <source>gamma background too low</source>
        <translation>bruit de fond gamma trop faible</translation>
    </message>
    <message>
        <source>neutron background too high</source>
        <translation>bruit de fond neutronique trop élevé</translation>
    </message>
    <message>
        <source>neutron background too low</source>
        <translation>bruit de fond neutronique trop faible</translation>
    </message>
    <message>
        <source>cabinet opened</source>
        <translation>boîtier ouvert</translation>
    </message>
    <message>
        <source>connection lost while the vehicle passed</source>
        <translation>liaison perdue pendant le passage</translation>
    </message>
    <message>
        <source>no background measured</source>
        <translation>aucun bruit de fond mesuré</translation>
    </message>
    <message>
        <source>ended by the portal</source>
        <translation>terminé par le portique</translation>
    </message>
    <message>
        <source>ended without a word from the portal</source>
        <translation>terminé sans avis du portique</translation>
    </message>
    <message>
        <source>the portal fell silent</source>
        <translation>le portique s’est tu</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>la liaison a été perdue</translation>
    </message>
    <message>
        <source>Radiation portal</source>
        <translation>Portique de rayonnement</translation>
    </message>
    <message>
        <source>Plate reader</source>
        <translation>Lecteur de plaques</translation>
    </message>
    <message>
        <source>Spectrum folder</source>
        <translation>Dossier de spectres</translation>
    </message>
    <message>
        <source>Imager folder</source>
        <translation>Dossier de l’imageur</translation>
    </message>
    <message>
        <source>Traveller kiosk</source>
        <translation>Borne du voyageur</translation>
    </message>
    <message>
        <source>Seal reader</source>
        <translation>Lecteur de scellés</translation>
    </message>
    <message>
        <source>Lookout lists</source>
        <translation>Listes de signalements</translation>
    </message>
    <message>
        <source>Mexico</source>
        <translation>Mexique</translation>
    </message>
    <message>
        <source>United Kingdom</source>
        <translation>Royaume-Uni</translation>
    </message>
    <message>
        <source>France</source>
        <translation>France</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Allemagne</translation>
    </message>
    <message>
        <source>India</source>
        <translation>Inde</translation>
    </message>
    <message>
        <source>China</source>
        <translation>Chine</translation>
    </message>
    <message>
        <source>Philippines</source>
        <translation>Philippines</translation>
    </message>
    <message>
        <source>Nigeria</source>
        <translation>Nigéria</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Ukraine</translation>
    </message>
    <message>
        <source>Brazil</source>
        <translation>Brésil</translation>
    </message>
    <message>
        <source>Japan</source>
        <translation>Japon</translation>
    </message>
    <message>
        <source>South Korea</source>
        <translation>Corée du Sud</translation>
    </message>
</context>
<context>
    <name>LaneTrouble</name>
    <message>
        <source>This lane is not protecting you: {words}. Screen by hand.</source>
        <translation>Cette voie ne vous protège pas : {words}. Contrôlez à la main.</translation>
    </message>
    <message>
        <source>panel {detail} counts nothing</source>
        <translation>le panneau {detail} ne compte rien</translation>
    </message>
    <message>
        <source>the counts never change</source>
        <translation>les comptages ne changent jamais</translation>
    </message>
    <message>
        <source>background changed by {detail} % within the hour</source>
        <translation>le bruit de fond a changé de {detail} % en une heure</translation>
    </message>
    <message>
        <source>panel {detail} counts out of proportion</source>
        <translation>le panneau {detail} compte hors de proportion</translation>
    </message>
    <message>
        <source>{detail} passages in a row had no end</source>
        <translation>{detail} passages de suite n’ont pas eu de fin</translation>
    </message>
    <message>
        <source>the clock jumped by {detail} s</source>
        <translation>l’horloge a sauté de {detail} s</translation>
    </message>
    <message>
        <source>{detail} passages never arrived here</source>
        <translation>passages jamais arrivés ici : {detail}</translation>
    </message>
    <message>
        <source>the portal has no mains</source>
        <translation>le portique n’a plus de courant</translation>
    </message>
    <message>
        <source>the portal&apos;s battery is low</source>
        <translation>la pile du portique est faible</translation>
    </message>
    <message>
        <source>the portal reports an error</source>
        <translation>le portique signale une erreur</translation>
    </message>
</context>
<context>
    <name>ListAges</name>
    <message>
        <source>Lists from the centre</source>
        <translation>Listes du centre</translation>
    </message>
    <message>
        <source>not received</source>
        <translation>non reçu</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>non branché</translation>
    </message>
    <message>
        <source>STALE {age}</source>
        <translation>PÉRIMÉ {age}</translation>
    </message>
    <message>
        <source>Advance notices</source>
        <translation>Préavis</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Politiques</translation>
    </message>
    <message>
        <source>Lookout lists</source>
        <translation>Listes de signalements</translation>
    </message>
</context>
<context>
    <name>LoadPanel</name>
    <message>
        <source>Load</source>
        <translation>Chargement</translation>
    </message>
    <message>
        <source>No container declared</source>
        <translation>Aucun conteneur déclaré</translation>
    </message>
    <message>
        <source>No goods named</source>
        <translation>Aucune marchandise nommée</translation>
    </message>
    <message>
        <source>{shipper} to {consignee} · origin {origin}</source>
        <translation>{shipper} à {consignee} · origine {origin}</translation>
    </message>
    <message>
        <source>No goods are declared: the vehicle is announced empty.</source>
        <translation>Aucune marchandise déclarée&#xa0;: le véhicule est annoncé vide.</translation>
    </message>
    <message>
        <source>No manifest: nothing was announced for this vehicle.</source>
        <translation>Aucun manifeste&#xa0;: rien n’est annoncé pour ce véhicule.</translation>
    </message>
    <message>
        <source>Looking for the manifest of this vehicle.</source>
        <translation>Recherche du manifeste de ce véhicule.</translation>
    </message>
</context>
<context>
    <name>LockOverlay</name>
    <message>
        <source>Locked</source>
        <translation>Verrouillé</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Fermer la session</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Enter  Unlock</source>
        <translation>Entrée  Déverrouiller</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>depuis {time}</translation>
    </message>
</context>
<context>
    <name>Locks</name>
    <message>
        <source>risk is not low</source>
        <translation>le risque n’est pas faible</translation>
    </message>
    <message>
        <source>vehicle not announced</source>
        <translation>véhicule non annoncé</translation>
    </message>
    <message>
        <source>seal differs</source>
        <translation>scellé différent</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>non inscrit</translation>
    </message>
    <message>
        <source>not screened for radiation</source>
        <translation>rayonnement non contrôlé</translation>
    </message>
    <message>
        <source>nobody is signed in</source>
        <translation>aucune session ouverte</translation>
    </message>
    <message>
        <source>look at the image first</source>
        <translation>regarder d’abord l’image</translation>
    </message>
    <message>
        <source>part of the image not seen</source>
        <translation>une partie de l’image n’a pas été vue</translation>
    </message>
    <message>
        <source>a mark stands: delete it, or hold</source>
        <translation>une marque subsiste&#xa0;: l’effacer ou retenir</translation>
    </message>
    <message>
        <source>already decided</source>
        <translation>déjà décidé</translation>
    </message>
    <message>
        <source>not referred</source>
        <translation>non renvoyé</translation>
    </message>
    <message>
        <source>no vehicle</source>
        <translation>aucun véhicule</translation>
    </message>
    <message>
        <source>new alarm, read it first</source>
        <translation>nouvelle alarme, la lire d’abord</translation>
    </message>
    <message>
        <source>another officer has it</source>
        <translation>un autre agent l’a en main</translation>
    </message>
    <message>
        <source>image not read</source>
        <translation>image non lue</translation>
    </message>
    <message>
        <source>a second officer has to read it</source>
        <translation>un second agent doit la lire</translation>
    </message>
    <message>
        <source>readings differ: a supervisor decides</source>
        <translation>lectures divergentes&#xa0;: un superviseur tranche</translation>
    </message>
    <message>
        <source>the image was not read as clear</source>
        <translation>l’image n’a pas été jugée claire</translation>
    </message>
    <message>
        <source>you may not read this image now</source>
        <translation>vous ne pouvez lire cette image maintenant</translation>
    </message>
    <message>
        <source>locked: {reasons}</source>
        <translation>verrouillé&#xa0;: {reasons}</translation>
    </message>
    <message>
        <source>alarm open</source>
        <translation>alarme ouverte</translation>
    </message>
    <message>
        <source>gamma alarm open</source>
        <translation>alarme gamma ouverte</translation>
    </message>
    <message>
        <source>neutron alarm open</source>
        <translation>alarme neutrons ouverte</translation>
    </message>
    <message>
        <source>take a spectrum</source>
        <translation>prendre un spectre</translation>
    </message>
    <message>
        <source>acknowledge it</source>
        <translation>l’acquitter</translation>
    </message>
    <message>
        <source>supervisor only</source>
        <translation>surintendant seulement</translation>
    </message>
    <message>
        <source>hold for specialist</source>
        <translation>retenir pour un spécialiste</translation>
    </message>
    <message>
        <source>adjudicate it (Ctrl+3)</source>
        <translation>jugez-la (Ctrl+3)</translation>
    </message>
    <message>
        <source>adjudicated as real</source>
        <translation>jugée réelle</translation>
    </message>
    <message>
        <source>another nuclide was named since</source>
        <translation>un autre nucléide nommé depuis</translation>
    </message>
    <message>
        <source>your powers are of the other country</source>
        <translation>vos pouvoirs sont de l’autre pays</translation>
    </message>
    <message>
        <source>your powers are of another port</source>
        <translation>vos pouvoirs sont d’un autre bureau</translation>
    </message>
    <message>
        <source>the case is of the other country</source>
        <translation>le dossier est de l’autre pays</translation>
    </message>
    <message>
        <source>the case is of another port</source>
        <translation>le dossier est d’un autre bureau</translation>
    </message>
    <message>
        <source>not with your role</source>
        <translation>pas avec votre rôle</translation>
    </message>
</context>
<context>
    <name>LookLine</name>
    <message>
        <source>Seen part of the image</source>
        <translation>Partie vue de l’image</translation>
    </message>
    <message>
        <source>All seen</source>
        <translation>Tout est vu</translation>
    </message>
    <message>
        <source>{percent} % seen  ·  U next unseen part</source>
        <translation>{percent}&#xa0;% vu  ·  U partie non vue suivante</translation>
    </message>
    <message>
        <source>idle: goes back to the list in {time}</source>
        <translation>inactif&#xa0;: retour à la liste dans {time}</translation>
    </message>
    <message>
        <source>looked at for {time}</source>
        <translation>regardé pendant {time}</translation>
    </message>
    <message>
        <source>looked at for {time} of {wanted}</source>
        <translation>regardé {time} sur {wanted}</translation>
    </message>
</context>
<context>
    <name>ManifestPanel</name>
    <message>
        <source>HS</source>
        <translation>SH</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Marchandises</translation>
    </message>
    <message>
        <source>kg</source>
        <translation>kg</translation>
    </message>
    <message>
        <source>✓ seen</source>
        <translation>✓ vu</translation>
    </message>
    <message>
        <source>✗ not seen</source>
        <translation>✗ pas vu</translation>
    </message>
    <message>
        <source>In image?</source>
        <translation>À l’image?</translation>
    </message>
    <message>
        <source>Declared goods</source>
        <translation>Marchandises déclarées</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifeste</translation>
    </message>
    <message>
        <source>In it?</source>
        <translation>Vu&#xa0;?</translation>
    </message>
    <message>
        <source>No goods are declared for this vehicle.</source>
        <translation>Aucune marchandise déclarée pour ce véhicule.</translation>
    </message>
    <message>
        <source>The declaration has no lines of goods.</source>
        <translation>La déclaration n’a aucune ligne de marchandises.</translation>
    </message>
    <message>
        <source>G, then Y or N: in the image?</source>
        <translation>G, puis Y ou N&#xa0;: à l’image&#xa0;?</translation>
    </message>
    <message>
        <source>Declared {declared}, the lines add up to it.</source>
        <translation>Déclaré {declared}, les lignes concordent.</translation>
    </message>
    <message>
        <source>Declared {declared}, the lines add up to {summed} ({difference}).</source>
        <translation>Déclaré {declared}, les lignes totalisent {summed} ({difference}).</translation>
    </message>
</context>
<context>
    <name>MarksPanel</name>
    <message>
        <source>{count} in the image</source>
        <translation>{count} dans l’image</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marques</translation>
    </message>
    <message>
        <source>No mark. A marks a box in the image.</source>
        <translation>Aucune marque. A encadre une zone de l’image.</translation>
    </message>
    <message>
        <source>Marks in the image</source>
        <translation>Marques dans l’image</translation>
    </message>
    <message>
        <source>Note to the mark</source>
        <translation>Note à la marque</translation>
    </message>
    <message>
        <source>Note to the mark (N)</source>
        <translation>Note à la marque (N)</translation>
    </message>
    <message>
        <source>D  too dense</source>
        <translation>D  trop dense</translation>
    </message>
    <message>
        <source>Del  delete</source>
        <translation>Suppr  effacer</translation>
    </message>
</context>
<context>
    <name>MeasuredWords</name>
    <message>
        <source>{n} evenly spread of {all}</source>
        <translation>{n} régulièrement répartis sur {all}</translation>
    </message>
    <message>
        <source>−ln T {alpha}</source>
        <translation>−ln T {alpha}</translation>
    </message>
    <message>
        <source>−ln T at least {alpha}, {share} without signal</source>
        <translation>−ln T au moins {alpha}, {share} sans signal</translation>
    </message>
    <message>
        <source>mean {mean}, median {median}</source>
        <translation>moyenne {mean}, médiane {median}</translation>
    </message>
    <message>
        <source>{low} to {high}, σ {sigma}</source>
        <translation>{low} à {high}, σ {sigma}</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Not recorded: {why}. It is kept and tried again; decide nothing on it yet.</source>
        <translation>Non inscrit&#xa0;: {why}. C’est gardé et repris; ne rien décider encore.</translation>
    </message>
    <message>
        <source>Not done: {why}.</source>
        <translation>Non fait&#xa0;: {why}.</translation>
    </message>
    <message>
        <source>The program made a mistake ({reference}). It was written down; what was recorded is safe.</source>
        <translation>Le programme a fait une erreur ({reference}). Elle est notée; ce qui est inscrit est en sûreté.</translation>
    </message>
    <message>
        <source>The report of {title} is in {folder}</source>
        <translation>Le rapport de {title} est dans {folder}</translation>
    </message>
    <message>
        <source>No report of {title} was written: {why}</source>
        <translation>Aucun rapport de {title} n’a été écrit&#xa0;: {why}</translation>
    </message>
    <message>
        <source>No report: you have not read an image yet.</source>
        <translation>Aucun rapport&#xa0;: vous n’avez encore lu aucune image.</translation>
    </message>
</context>
<context>
    <name>NuclidePanel</name>
    <message>
        <source>Nuclides</source>
        <translation>Nucléides</translation>
    </message>
    <message>
        <source>Nuclide</source>
        <translation>Nucléide</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>Nous</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Lines, keV</source>
        <translation>Raies, keV</translation>
    </message>
    <message>
        <source>named</source>
        <translation>nommé</translation>
    </message>
    <message>
        <source>No spectrum was taken.</source>
        <translation>Aucun spectre n’a été pris.</translation>
    </message>
    <message>
        <source>The instrument names no nuclide.</source>
        <translation>L’appareil ne nomme aucun nucléide.</translation>
    </message>
    <message>
        <source>Our identification: under way.</source>
        <translation>Notre identification : en cours.</translation>
    </message>
    <message>
        <source>Our identification: not available.</source>
        <translation>Notre identification : indisponible.</translation>
    </message>
    <message>
        <source>Ours: nothing beyond background.</source>
        <translation>Nous : rien au-delà du bruit de fond.</translation>
    </message>
    <message>
        <source>Ours: too weak to name, measure {time} more.</source>
        <translation>Nous : trop faible pour nommer, mesurez encore {time}.</translation>
    </message>
    <message>
        <source>Ours: too weak to name, measure longer.</source>
        <translation>Nous : trop faible pour nommer, mesurez encore.</translation>
    </message>
    <message>
        <source>Ours: this spectrum cannot be judged.</source>
        <translation>Nous : ce spectre ne peut être jugé.</translation>
    </message>
    <message>
        <source>Instrument and station do not agree.</source>
        <translation>L’appareil et le poste ne sont pas d’accord.</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>d</source>
        <comment>days, as in 3 d</comment>
        <translation>j</translation>
    </message>
</context>
<context>
    <name>OccupantLines</name>
    <message>
        <source>Nobody was announced.</source>
        <translation>Personne n’est annoncé.</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>et {count} autres</translation>
    </message>
    <message>
        <source>birth not announced</source>
        <translation>naissance non annoncée</translation>
    </message>
    <message>
        <source>no document</source>
        <translation>aucun document</translation>
    </message>
</context>
<context>
    <name>OccupantsPanel</name>
    <message>
        <source>Occupants</source>
        <translation>Occupants</translation>
    </message>
    <message>
        <source>{count} announced</source>
        <translation>{count} annoncés</translation>
    </message>
    <message>
        <source>{count}, {troubled} to check</source>
        <translation>{count}, {troubled} à vérifier</translation>
    </message>
    <message>
        <source>The notice names no occupants. Ask who is in the vehicle.</source>
        <translation>Le préavis ne nomme personne. Demander qui est dans le véhicule.</translation>
    </message>
    <message>
        <source>Nobody was announced. Ask for every document.</source>
        <translation>Personne n’est annoncé. Demander chaque document.</translation>
    </message>
    <message>
        <source>Looking for the advance notice.</source>
        <translation>Recherche du préavis.</translation>
    </message>
    <message>
        <source>as announced</source>
        <translation>selon le préavis</translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>Find a command</source>
        <translation>Trouver une commande</translation>
    </message>
    <message>
        <source>Type a few letters, in English or French</source>
        <translation>Taper quelques lettres, en français ou en anglais</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Commandes</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>Born</source>
        <translation>Naissance</translation>
    </message>
    <message>
        <source>Nationality</source>
        <translation>Nationalité</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Expiration</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>Plaque</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Personne</translation>
    </message>
    <message>
        <source>as announced, not checked</source>
        <translation>selon le préavis, non vérifié</translation>
    </message>
    <message>
        <source>{day}   age {years}</source>
        <translation>{day}   {years} ans</translation>
    </message>
    <message>
        <source>{day}   expired</source>
        <translation>{day}   expiré</translation>
    </message>
    <message>
        <source>Nobody announced</source>
        <translation>Personne n’est annoncé</translation>
    </message>
    <message>
        <source>Looking for the notice</source>
        <translation>Recherche du préavis</translation>
    </message>
    <message>
        <source>Read every document by hand.</source>
        <translation>Lire chaque document à la main.</translation>
    </message>
    <message>
        <source>{plate} announced</source>
        <translation>{plate} annoncée</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>non lue</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
</context>
<context>
    <name>Portal</name>
    <message>
        <source>This vehicle has not passed the portal.</source>
        <translation>Ce véhicule n’a pas passé le portique.</translation>
    </message>
    <message>
        <source>Portal fault: {faults}.</source>
        <translation>Panne du portique&#xa0;: {faults}.</translation>
    </message>
    <message>
        <source>Our analysis failed: rely on the portal&apos;s verdict alone.</source>
        <translation>Notre analyse a échoué&#xa0;: se fier au seul portique.</translation>
    </message>
    <message>
        <source>Our analysis is not done yet.</source>
        <translation>Notre analyse n’est pas terminée.</translation>
    </message>
    <message>
        <source>No gamma excess; the vehicle shadows {share}.</source>
        <translation>Aucun excès gamma; le véhicule masque {share}.</translation>
    </message>
    <message>
        <source>No gamma excess above the background.</source>
        <translation>Aucun excès gamma au-dessus du bruit de fond.</translation>
    </message>
    <message>
        <source>Raised all along the load.</source>
        <translation>Élevé tout au long du chargement.</translation>
    </message>
    <message>
        <source>Narrow peak {distance} from the front.</source>
        <translation>Pic étroit à {distance} de l’avant.</translation>
    </message>
    <message>
        <source>Narrow peak {place}.</source>
        <translation>Pic étroit {place}.</translation>
    </message>
    <message>
        <source>somewhere in the vehicle</source>
        <translation>quelque part dans le véhicule</translation>
    </message>
    <message>
        <source>in the front third</source>
        <translation>dans le tiers avant</translation>
    </message>
    <message>
        <source>in the middle of the vehicle</source>
        <translation>au milieu du véhicule</translation>
    </message>
    <message>
        <source>in the rear third</source>
        <translation>dans le tiers arrière</translation>
    </message>
</context>
<context>
    <name>PortalPanel</name>
    <message>
        <source>metres</source>
        <translation>mètres</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>secondes</translation>
    </message>
    <message>
        <source>Portal</source>
        <translation>Portique</translation>
    </message>
    <message>
        <source>counts/s · {unit}</source>
        <translation>coups/s · {unit}</translation>
    </message>
    <message>
        <source>Gamma counts. {summary}</source>
        <translation>Coups gamma. {summary}</translation>
    </message>
    <message>
        <source>Portal not connected. Screen by hand.</source>
        <translation>Portique non branché. Contrôler à la main.</translation>
    </message>
    <message>
        <source>Portal {state}: {why}. Screen by hand.</source>
        <translation>Portique {state}&#xa0;: {why}. Contrôler à la main.</translation>
    </message>
    <message>
        <source>A vehicle is in the portal.</source>
        <translation>Un véhicule est dans le portique.</translation>
    </message>
    <message>
        <source>Portal ready. {reading}</source>
        <translation>Portique prêt. {reading}</translation>
    </message>
    <message>
        <source>portal: gamma alarm</source>
        <translation>portique&#xa0;: alarme gamma</translation>
    </message>
    <message>
        <source>portal: no gamma alarm</source>
        <translation>portique&#xa0;: aucune alarme gamma</translation>
    </message>
    <message>
        <source>no neutron alarm</source>
        <translation>aucune alarme neutrons</translation>
    </message>
    <message>
        <source>neutrons not measured</source>
        <translation>neutrons non mesurés</translation>
    </message>
    <message>
        <source>portal: neutron alarm</source>
        <translation>portique&#xa0;: alarme neutrons</translation>
    </message>
    <message>
        <source>ours: neutron excess</source>
        <translation>poste&#xa0;: excès de neutrons</translation>
    </message>
    <message>
        <source>ours: no excess</source>
        <translation>poste&#xa0;: aucun excès</translation>
    </message>
    <message>
        <source>ours: failed</source>
        <translation>poste&#xa0;: échec</translation>
    </message>
    <message>
        <source>ours: not done yet</source>
        <translation>poste&#xa0;: pas encore</translation>
    </message>
    <message>
        <source>ours: gamma {sigma}</source>
        <translation>poste&#xa0;: gamma {sigma}</translation>
    </message>
    <message>
        <source>background</source>
        <translation>bruit de fond</translation>
    </message>
    <message>
        <source>alarm</source>
        <translation>alarme</translation>
    </message>
    <message>
        <source>The counts appear here while a vehicle passes.</source>
        <translation>Les coups s’affichent ici au passage d’un véhicule.</translation>
    </message>
    <message>
        <source>Neutron counts</source>
        <translation>Coups de neutrons</translation>
    </message>
</context>
<context>
    <name>ProfilePanel</name>
    <message>
        <source>Portal profile</source>
        <translation>Profil du portique</translation>
    </message>
    <message>
        <source>background {cps}/s</source>
        <translation>bruit de fond {cps}/s</translation>
    </message>
    <message>
        <source>Monitor: nothing heard.</source>
        <translation>Portique : rien reçu.</translation>
    </message>
    <message>
        <source>Monitor: no alarm.</source>
        <translation>Portique : aucune alarme.</translation>
    </message>
    <message>
        <source>Monitor: {kinds} ALARM.</source>
        <translation>Portique : ALARME {kinds}.</translation>
    </message>
    <message>
        <source>Ours: not there yet.</source>
        <translation>Nous : pas encore.</translation>
    </message>
    <message>
        <source>Ours: {kinds} ALARM.</source>
        <translation>Nous : ALARME {kinds}.</translation>
    </message>
    <message>
        <source>Ours: no alarm.</source>
        <translation>Nous : aucune alarme.</translation>
    </message>
    <message>
        <source>Shadow of the vehicle {percent} %.</source>
        <translation>Ombre du véhicule {percent} %.</translation>
    </message>
    <message>
        <source>Found: {place}.</source>
        <translation>Trouvé : {place}.</translation>
    </message>
</context>
<context>
    <name>ProfilePlot</name>
    <message>
        <source>Pixel values, mm along the line</source>
        <translation>Valeurs des pixels, mm le long de la ligne</translation>
    </message>
    <message>
        <source>Pixel values, pixel by pixel</source>
        <translation>Valeurs des pixels, pixel par pixel</translation>
    </message>
</context>
<context>
    <name>ProfileStrip</name>
    <message>
        <source>No portal profile of this passage</source>
        <translation>Aucun profil du portique pour ce passage</translation>
    </message>
    <message>
        <source>γ counts/s</source>
        <translation>γ coups/s</translation>
    </message>
    <message>
        <source>alarm {level}</source>
        <translation>alarme {level}</translation>
    </message>
    <message>
        <source>n {most}</source>
        <translation>n {most}</translation>
    </message>
    <message>
        <source>vehicle alone</source>
        <translation>véhicule seul</translation>
    </message>
    <message>
        <source>background</source>
        <translation>bruit de fond</translation>
    </message>
    <message>
        <source>master ×2</source>
        <translation>maître ×2</translation>
    </message>
    <message>
        <source>slave ×2</source>
        <translation>esclave ×2</translation>
    </message>
    <message>
        <source>Portal profile</source>
        <translation>Profil du portique</translation>
    </message>
    <message>
        <source>metres from front bumper</source>
        <translation>mètres du pare-chocs avant</translation>
    </message>
    <message>
        <source>seconds in the portal · speed unknown, not aligned with the image</source>
        <translation>secondes dans le portique · vitesse inconnue, non aligné avec l’image</translation>
    </message>
</context>
<context>
    <name>QualityScreen</name>
    <message>
        <source>No scan of a test object yet.
Scan the step wedge with an imager to begin.</source>
        <translation>Aucun balayage d’objet d’essai.
Balayez le coin à gradins avec un imageur pour commencer.</translation>
    </message>
    <message>
        <source>scan {scan}: {why}</source>
        <translation>balayage {scan}&#xa0;: {why}</translation>
    </message>
</context>
<context>
    <name>QualityWords</name>
    <message>
        <source>Steel penetrated</source>
        <translation>Acier traversé</translation>
    </message>
    <message>
        <source>Contrast seen behind 100 mm</source>
        <translation>Contraste vu derrière 100 mm</translation>
    </message>
    <message>
        <source>Thinnest wire in air</source>
        <translation>Fil le plus fin dans l’air</translation>
    </message>
    <message>
        <source>Line pairs at 10 % contrast</source>
        <translation>Paires de lignes à 10&#xa0;% de contraste</translation>
    </message>
    <message>
        <source>none seen</source>
        <translation>rien de vu</translation>
    </message>
    <message>
        <source>the scan does not say how large a pixel is</source>
        <translation>le balayage ne donne pas la taille d’un pixel</translation>
    </message>
    <message>
        <source>no test object was found: are both markers in it?</source>
        <translation>aucun objet d’essai trouvé&#xa0;: les deux repères y sont-ils&#xa0;?</translation>
    </message>
    <message>
        <source>the test object stands crooked or is cut off</source>
        <translation>l’objet d’essai est de travers ou coupé</translation>
    </message>
    <message>
        <source>the image is saturated: lower the gain</source>
        <translation>l’image est saturée&#xa0;: réduire le gain</translation>
    </message>
    <message>
        <source>no channel of the scan shows transmission</source>
        <translation>aucun canal du balayage ne donne la transmission</translation>
    </message>
    <message>
        <source>the scan could not be read</source>
        <translation>le balayage n’a pu être lu</translation>
    </message>
</context>
<context>
    <name>RadiographCanvas</name>
    <message>
        <source>No radiograph</source>
        <translation>Aucune radiographie</translation>
    </message>
    <message>
        <source>{length} m</source>
        <translation>{length} m</translation>
    </message>
    <message>
        <source>Radiograph</source>
        <translation>Radiographie</translation>
    </message>
</context>
<context>
    <name>RadiographPanel</name>
    <message>
        <source>dual-energy {energies} MV</source>
        <translation>double énergie {energies} MV</translation>
    </message>
    <message>
        <source>single energy {energies} MV</source>
        <translation>énergie simple {energies} MV</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULÉ</translation>
    </message>
</context>
<context>
    <name>ReasonChooser</name>
    <message>
        <source>Refer — for which reason?</source>
        <translation>Renvoyer — pour quel motif?</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Revenir</translation>
    </message>
</context>
<context>
    <name>RecentPanel</name>
    <message>
        <source>Last decisions</source>
        <translation>Dernières décisions</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Dernière</translation>
    </message>
    <message>
        <source>None yet in this shift.</source>
        <translation>Aucune encore ce quart.</translation>
    </message>
    <message>
        <source>Ctrl+Z  Undo {seconds} s</source>
        <translation>Ctrl+Z  Annuler {seconds} s</translation>
    </message>
    <message>
        <source>no plate</source>
        <translation>sans plaque</translation>
    </message>
</context>
<context>
    <name>ReferralPanel</name>
    <message>
        <source>{count} new · F10 acknowledges</source>
        <translation>{count} nouvelles · F10 acquitte</translation>
    </message>
    <message>
        <source>Why referred</source>
        <translation>Motif du renvoi</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Radiation alarm</source>
        <translation>Alarme de rayonnement</translation>
    </message>
    <message>
        <source>SIMULATED: test data</source>
        <translation>SIMULÉ : données d’essai</translation>
    </message>
    <message>
        <source>What officers did</source>
        <translation>Ce que les agents ont fait</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>rien encore</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Plate</source>
        <translation>Plaque</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Voie</translation>
    </message>
    <message>
        <source>Passage</source>
        <translation>Passage</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>Portique</translation>
    </message>
    <message>
        <source>no alarm</source>
        <translation>aucune alarme</translation>
    </message>
    <message>
        <source>highest {most}/s on a background of {background}/s</source>
        <translation>maximum {most}/s sur un bruit de fond de {background}/s</translation>
    </message>
    <message>
        <source>instrument</source>
        <translation>appareil</translation>
    </message>
    <message>
        <source>this station</source>
        <translation>ce poste</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <source>Declared goods</source>
        <translation>Marchandises déclarées</translation>
    </message>
    <message>
        <source>Medical treatment</source>
        <translation>Traitement médical</translation>
    </message>
    <message>
        <source>What this station named</source>
        <translation>Ce que ce poste a nommé</translation>
    </message>
    <message>
        <source>special nuclear material cannot be excluded</source>
        <translation>une matière nucléaire spéciale ne peut être exclue</translation>
    </message>
    <message>
        <source>{time} more would be surer</source>
        <translation>{time} de plus donneraient plus de certitude</translation>
    </message>
    <message>
        <source>energy scale corrected by {percent} %</source>
        <translation>échelle d’énergie corrigée de {percent} %</translation>
    </message>
    <message>
        <source>nuclides named</source>
        <translation>nucléides nommés</translation>
    </message>
    <message>
        <source>nothing beyond background</source>
        <translation>rien au-dessus du bruit de fond</translation>
    </message>
    <message>
        <source>too weak to name</source>
        <translation>trop faible pour nommer</translation>
    </message>
    <message>
        <source>this spectrum cannot be judged</source>
        <translation>ce spectre ne peut être jugé</translation>
    </message>
    <message>
        <source>Nuclide</source>
        <translation>Nucléide</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilité</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Part</translation>
    </message>
    <message>
        <source>Next best</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Raie</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Attendu</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Trouvé</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>vue</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>absente</translation>
    </message>
    <message>
        <source>too weak to be missed</source>
        <translation>trop faible pour manquer</translation>
    </message>
</context>
<context>
    <name>ResidualStrip</name>
    <message>
        <source>No residual: no background was measured.</source>
        <translation>Pas de résidu : aucun bruit de fond n’a été mesuré.</translation>
    </message>
    <message>
        <source>Strongest excess {sigma} σ in channels {low} to {high}.</source>
        <translation>Excès maximal {sigma} σ aux canaux {low} à {high}.</translation>
    </message>
    <message>
        <source>Strongest excess {sigma} σ at {low} to {high} keV.</source>
        <translation>Excès maximal {sigma} σ de {low} à {high} keV.</translation>
    </message>
    <message>
        <source>Residual in sigma</source>
        <translation>Résidu en sigma</translation>
    </message>
</context>
<context>
    <name>RevealBanner</name>
    <message>
        <source>test image: found</source>
        <translation>image de test&#xa0;: trouvé</translation>
    </message>
    <message>
        <source>test image: MISSED</source>
        <translation>image de test&#xa0;: MANQUÉ</translation>
    </message>
    <message>
        <source>Esc  Close</source>
        <translation>Échap  Fermer</translation>
    </message>
    <message>
        <source>test image: rightly left alone</source>
        <translation>image d’essai&#xa0;: laissée à juste titre</translation>
    </message>
    <message>
        <source>test image: nothing was in it</source>
        <translation>image d’essai&#xa0;: il n’y avait rien</translation>
    </message>
    <message>
        <source>{title} was shown again for practice, and nothing was laid into it. You chose: {decision}. Found so far: {found} of {shown}. It counts in no traffic figure.</source>
        <translation>{title} a été remontrée pour l’exercice, et rien n’y avait été ajouté. Votre choix&#xa0;: {decision}. Trouvés jusqu’ici&#xa0;: {found} sur {shown}. Elle ne compte dans aucun chiffre de trafic.</translation>
    </message>
    <message>
        <source>It is boxed in the image.</source>
        <translation>Il est encadré dans l’image.</translation>
    </message>
    <message>
        <source>{title} was made for practice: {thing} was laid into it. You chose: {decision}. {here} Found so far: {found} of {shown}. It counts in no traffic figure.</source>
        <translation>{title} était un exercice&#xa0;: {thing} y avait été inséré. Votre choix&#xa0;: {decision}. {here} Trouvés jusqu’ici&#xa0;: {found} de {shown}. Ne compte dans aucun chiffre de trafic.</translation>
    </message>
</context>
<context>
    <name>ReviewWords</name>
    <message>
        <source>anomaly</source>
        <translation>anomalie</translation>
    </message>
    <message>
        <source>contraband</source>
        <translation>contrebande</translation>
    </message>
    <message>
        <source>explosive</source>
        <translation>explosif</translation>
    </message>
    <message>
        <source>drugs</source>
        <translation>drogue</translation>
    </message>
    <message>
        <source>prohibited item</source>
        <translation>objet interdit</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>autre chose</translation>
    </message>
    <message>
        <source>too dense to see through</source>
        <translation>trop dense pour voir au travers</translation>
    </message>
    <message>
        <source>a heavy metal, as a shield would be</source>
        <translation>un métal lourd, comme un blindage</translation>
    </message>
    <message>
        <source>declared empty, but something is in it</source>
        <translation>déclaré vide, mais il contient quelque chose</translation>
    </message>
    <message>
        <source>one piece unlike the others in its row</source>
        <translation>une pièce différente des autres de sa rangée</translation>
    </message>
    <message>
        <source>a wall where the container should go on</source>
        <translation>une paroi là où le conteneur devrait continuer</translation>
    </message>
    <message>
        <source>the mass is not the declared one</source>
        <translation>la masse n’est pas celle déclarée</translation>
    </message>
    <message>
        <source>strong ({share} %)</source>
        <translation>fort ({share}&#xa0;%)</translation>
    </message>
    <message>
        <source>fair ({share} %)</source>
        <translation>moyen ({share}&#xa0;%)</translation>
    </message>
    <message>
        <source>weak ({share} %)</source>
        <translation>faible ({share}&#xa0;%)</translation>
    </message>
    <message>
        <source>{confidence} · {algorithm} {version}</source>
        <translation>{confidence} · {algorithm} {version}</translation>
    </message>
    <message>
        <source>same container, {date}</source>
        <translation>même conteneur, {date}</translation>
    </message>
    <message>
        <source>empty, {title}, {date}</source>
        <translation>vide, {title}, {date}</translation>
    </message>
    <message>
        <source>library, {title}, {date}</source>
        <translation>bibliothèque, {title}, {date}</translation>
    </message>
    <message>
        <source>an examination was asked for</source>
        <translation>un examen est demandé</translation>
    </message>
    <message>
        <source>radiation alarm and a dense part</source>
        <translation>alarme de rayonnement et partie dense</translation>
    </message>
    <message>
        <source>drawn at random</source>
        <translation>tiré au hasard</translation>
    </message>
    <message>
        <source>asked for by an officer</source>
        <translation>demandé par un agent</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>claire</translation>
    </message>
    <message>
        <source>suspect</source>
        <translation>suspecte</translation>
    </message>
    <message>
        <source>not to be decided by the image</source>
        <translation>l’image ne permet pas de trancher</translation>
    </message>
</context>
<context>
    <name>RiskPanel</name>
    <message>
        <source>Risk</source>
        <translation>Risque</translation>
    </message>
    <message>
        <source>No policy has judged this load: its risk is not known.</source>
        <translation>Aucune politique n’a jugé ce chargement&#xa0;: son risque est inconnu.</translation>
    </message>
    <message>
        <source>Risk, with the rows of the policies</source>
        <translation>Risque, avec les lignes des politiques</translation>
    </message>
    <message>
        <source>{fact}: {why}</source>
        <translation>{fact}&#xa0;: {why}</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>SECONDARY</source>
        <translation>SECONDAIRE</translation>
    </message>
    <message>
        <source>RADIATION</source>
        <translation>RADIATION</translation>
    </message>
    <message>
        <source>IMAGE QUALITY</source>
        <translation>QUALITÉ D’IMAGE</translation>
    </message>
    <message>
        <source>SYNC &amp; DEVICES</source>
        <translation>LIAISONS ET APPAREILS</translation>
    </message>
</context>
<context>
    <name>SealLines</name>
    <message>
        <source>No seal is declared and none was read.</source>
        <translation>Aucun scellé déclaré ni lu.</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>diffère</translation>
    </message>
    <message>
        <source>declared {numbers}</source>
        <translation>déclaré {numbers}</translation>
    </message>
    <message>
        <source>declared without a seal</source>
        <translation>déclaré sans scellé</translation>
    </message>
    <message>
        <source>read {numbers}</source>
        <translation>lu {numbers}</translation>
    </message>
    <message>
        <source>sealed {numbers}</source>
        <translation>scellé posé {numbers}</translation>
    </message>
    <message>
        <source>found whole {numbers}</source>
        <translation>trouvé intact {numbers}</translation>
    </message>
    <message>
        <source>found BROKEN {numbers}</source>
        <translation>trouvé BRISÉ {numbers}</translation>
    </message>
    <message>
        <source>no number read</source>
        <translation>aucun numéro lu</translation>
    </message>
</context>
<context>
    <name>SealPanel</name>
    <message>
        <source>Seal</source>
        <translation>Scellé</translation>
    </message>
</context>
<context>
    <name>SecondPanel</name>
    <message>
        <source>Second officer</source>
        <translation>Second agent</translation>
    </message>
    <message>
        <source>F8  Call reader</source>
        <translation>F8  Appeler</translation>
    </message>
    <message>
        <source>Why two: {whys}</source>
        <translation>Pourquoi deux&#xa0;: {whys}</translation>
    </message>
    <message>
        <source>blind until you both decide</source>
        <translation>à l’aveugle jusqu’aux deux décisions</translation>
    </message>
    <message>
        <source>not needed so far</source>
        <translation>pas nécessaire pour l’instant</translation>
    </message>
    <message>
        <source>wanted: your own reading first</source>
        <translation>requis&#xa0;: d’abord votre propre lecture</translation>
    </message>
    <message>
        <source>your reading is in, another officer is called</source>
        <translation>votre lecture est faite, un autre agent est appelé</translation>
    </message>
    <message>
        <source>you read second: your own reading first</source>
        <translation>vous lisez en second&#xa0;: d’abord votre lecture</translation>
    </message>
    <message>
        <source>both read the same</source>
        <translation>les deux lectures concordent</translation>
    </message>
    <message>
        <source>readings differ: a supervisor decides</source>
        <translation>lectures divergentes&#xa0;: un superviseur tranche</translation>
    </message>
    <message>
        <source>readings differ: you decide</source>
        <translation>lectures divergentes&#xa0;: à vous de trancher</translation>
    </message>
    <message>
        <source>decided by a supervisor</source>
        <translation>tranché par un superviseur</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>personne encore</translation>
    </message>
    <message>
        <source>has decided</source>
        <translation>a décidé</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>lecture en cours</translation>
    </message>
    <message>
        <source>1 mark</source>
        <translation>1 marque</translation>
    </message>
    <message>
        <source>{count} marks</source>
        <translation>{count} marques</translation>
    </message>
</context>
<context>
    <name>SecondaryScreen</name>
    <message>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risque</translation>
    </message>
    <message>
        <source>Manifest</source>
        <translation>Manifeste</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Scellé</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Marques</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>Occupants</source>
        <translation>Occupants</translation>
    </message>
</context>
<context>
    <name>SeriesPanel</name>
    <message>
        <source>Step wedge</source>
        <translation>Coin à gradins</translation>
    </message>
    <message>
        <source>mm of steel</source>
        <translation>mm d’acier</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>% behind 100 mm</source>
        <translation>% derrière 100 mm</translation>
    </message>
    <message>
        <source>Wires</source>
        <translation>Fils</translation>
    </message>
    <message>
        <source>mm in air</source>
        <translation>mm dans l’air</translation>
    </message>
    <message>
        <source>Line pairs</source>
        <translation>Paires de lignes</translation>
    </message>
    <message>
        <source>mm a pair</source>
        <translation>mm par paire</translation>
    </message>
    <message>
        <source>seen: {sizes}</source>
        <translation>vu&#xa0;: {sizes}</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Too many attempts. Try again at {time}.</source>
        <translation>Trop de tentatives. Réessayer à {time}.</translation>
    </message>
    <message>
        <source>Your rights were last confirmed too long ago. Connect to the centre.</source>
        <translation>Vos droits ont été confirmés il y a trop longtemps. Joindre le centre.</translation>
    </message>
    <message>
        <source>You do not hold this role. Choose another one.</source>
        <translation>Vous n’avez pas ce rôle. En choisir un autre.</translation>
    </message>
    <message>
        <source>Your powers are not for this port.</source>
        <translation>Vos pouvoirs ne valent pas à ce bureau.</translation>
    </message>
    <message>
        <source>This station knows no officers yet. Connect to the centre.</source>
        <translation>Ce poste ne connaît encore aucun agent. Joindre le centre.</translation>
    </message>
    <message>
        <source>The station log takes nothing, so nobody can sign in. Call support.</source>
        <translation>Le journal du poste n’accepte rien&#xa0;: aucune session possible. Appeler le soutien.</translation>
    </message>
    <message>
        <source>Badge or PIN is not right.</source>
        <translation>Insigne ou NIP inexact.</translation>
    </message>
    <message>
        <source>Badge or PIN is not right. One attempt is left.</source>
        <translation>Insigne ou NIP inexact. Il reste une tentative.</translation>
    </message>
    <message>
        <source>Badge or PIN is not right. {count} attempts are left.</source>
        <translation>Insigne ou NIP inexact. Il reste {count} tentatives.</translation>
    </message>
</context>
<context>
    <name>ShiftSummary</name>
    <message>
        <source>Reviewed this shift</source>
        <translation>Examinés ce quart</translation>
    </message>
    <message>
        <source>Median review</source>
        <translation>Examen médian</translation>
    </message>
    <message>
        <source>Tests found</source>
        <translation>Tests trouvés</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Time since the last break</source>
        <translation>Temps depuis la dernière pause</translation>
    </message>
    <message>
        <source>J next   K previous</source>
        <translation>J suivant   K précédent</translation>
    </message>
    <message>
        <source>{found} of {shown}</source>
        <translation>{found} de {shown}</translation>
    </message>
    <message>
        <source>95 % interval {low} to {high} %</source>
        <translation>intervalle à 95&#xa0;%&#xa0;: {low} à {high}&#xa0;%</translation>
    </message>
    <message>
        <source>take one now</source>
        <translation>à prendre maintenant</translation>
    </message>
    <message>
        <source>in {time}</source>
        <translation>dans {time}</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Sign in</source>
        <translation>Ouvrir une session</translation>
    </message>
    <message>
        <source>&amp;Badge</source>
        <translation>&amp;Insigne</translation>
    </message>
    <message>
        <source>&amp;PIN</source>
        <translation>&amp;NIP</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Badge number</source>
        <translation>Numéro d’insigne</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>NIP</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Vérification…</translation>
    </message>
    <message>
        <source>Enter  Sign in</source>
        <translation>Entrée  Ouvrir la session</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Français</source>
        <comment>the other language</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>This station</source>
        <translation>Ce poste</translation>
    </message>
    <message>
        <source>F1 keys   Ctrl+L language   F12 day or night</source>
        <translation>F1 touches   Ctrl+L langue   F12 jour ou nuit</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULÉ</translation>
    </message>
    <message>
        <source>{count} to send</source>
        <translation>{count} à envoyer</translation>
    </message>
    <message>
        <source>ONLINE</source>
        <translation>EN LIGNE</translation>
    </message>
    <message>
        <source>OFFLINE</source>
        <translation>HORS LIGNE</translation>
    </message>
    <message>
        <source>OFFLINE {duration}</source>
        <translation>HORS LIGNE {duration}</translation>
    </message>
    <message>
        <source>no notices received</source>
        <translation>aucun préavis reçu</translation>
    </message>
    <message>
        <source>{count} notices, {age} old</source>
        <translation>{count} préavis, {age}</translation>
    </message>
</context>
<context>
    <name>SpectrumPanel</name>
    <message>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <source>T  {number} of {count}</source>
        <translation>T  {number} de {count}</translation>
    </message>
    <message>
        <source>Next spectrum</source>
        <translation>Spectre suivant</translation>
    </message>
    <message>
        <source>Energy scale corrected by {percent} % from the background&apos;s lines: check the instrument&apos;s calibration</source>
        <translation>Échelle d’énergie corrigée de {percent} % d’après les raies du fond : vérifiez l’étalonnage de l’appareil</translation>
    </message>
    <message>
        <source>1 linear</source>
        <translation>1 linéaire</translation>
    </message>
    <message>
        <source>1 logarithmic</source>
        <translation>1 logarithmique</translation>
    </message>
    <message>
        <source>4 lines of the goods</source>
        <translation>4 raies des marchandises</translation>
    </message>
    <message>
        <source>grey: background</source>
        <translation>gris&#xa0;: bruit de fond</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulé</translation>
    </message>
    <message>
        <source>the instrument names no nuclide</source>
        <translation>l’appareil ne nomme aucun nucléide</translation>
    </message>
    <message>
        <source>instrument: {nuclide}</source>
        <translation>appareil&#xa0;: {nuclide}</translation>
    </message>
</context>
<context>
    <name>SpectrumPlot</name>
    <message>
        <source>No spectrum.</source>
        <translation>Aucun spectre.</translation>
    </message>
    <message>
        <source>{counts} counts in {seconds} s</source>
        <translation>{counts} coups en {seconds} s</translation>
    </message>
    <message>
        <source>the instrument names {nuclides}</source>
        <translation>l’appareil nomme {nuclides}</translation>
    </message>
    <message>
        <source>no energy calibration, axis in channels</source>
        <translation>sans étalonnage en énergie, axe en canaux</translation>
    </message>
    <message>
        <source>channel {channel} · {counts} counts</source>
        <translation>canal {channel} · {counts} coups</translation>
    </message>
    <message>
        <source>{energy} keV · {counts} counts</source>
        <translation>{energy} keV · {counts} coups</translation>
    </message>
    <message>
        <source>Spectrum</source>
        <translation>Spectre</translation>
    </message>
    <message>
        <source>No spectrum yet. It appears when the identifier writes its file.</source>
        <translation>Pas encore de spectre. Il s’affiche dès que l’identificateur écrit son fichier.</translation>
    </message>
    <message>
        <source>keV</source>
        <translation>keV</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>canal</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>coups</translation>
    </message>
    <message>
        <source>no background measured</source>
        <translation>aucun bruit de fond mesuré</translation>
    </message>
    <message>
        <source>background cannot be compared</source>
        <translation>bruit de fond non comparable</translation>
    </message>
    <message>
        <source>background without counts</source>
        <translation>bruit de fond sans coups</translation>
    </message>
    <message>
        <source>{ratio} times background (grey)</source>
        <translation>{ratio} fois le bruit de fond (gris)</translation>
    </message>
</context>
<context>
    <name>StepsPanel</name>
    <message>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>{number} {step}: {state}</source>
        <translation>{number} {step} : {state}</translation>
    </message>
    <message>
        <source>The spectrum named no vehicle and several alarms were open: check that it was measured on this one.</source>
        <translation>Le spectre ne nommait aucun véhicule et plusieurs alarmes étaient ouvertes : vérifiez qu’il a été mesuré sur celui-ci.</translation>
    </message>
    <message>
        <source>Ctrl+E writes the evidence bundle.</source>
        <translation>Ctrl+E écrit le dossier de preuves.</translation>
    </message>
    <message>
        <source>The evidence bundle is being written.</source>
        <translation>Le dossier de preuves s’écrit.</translation>
    </message>
    <message>
        <source>Evidence bundle: {name}</source>
        <translation>Dossier de preuves : {name}</translation>
    </message>
    <message>
        <source>No evidence bundle: {why}</source>
        <translation>Pas de dossier de preuves : {why}</translation>
    </message>
</context>
<context>
    <name>SyncDevicesScreen</name>
    <message>
        <source>Devices</source>
        <translation>Appareils</translation>
    </message>
    <message>
        <source>faults and rejected lines of today</source>
        <translation>pannes et lignes rejetées du jour</translation>
    </message>
</context>
<context>
    <name>SyncPanel</name>
    <message>
        <source>Central service</source>
        <translation>Service central</translation>
    </message>
    <message>
        <source>R  Try now</source>
        <translation>R  Essayer</translation>
    </message>
    <message>
        <source>To send</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>Oldest waits</source>
        <translation>Le plus ancien</translation>
    </message>
    <message>
        <source>Last reached</source>
        <translation>Dernier contact</translation>
    </message>
    <message>
        <source>Next try</source>
        <translation>Prochain essai</translation>
    </message>
    <message>
        <source>Answer time</source>
        <translation>Temps de réponse</translation>
    </message>
    <message>
        <source>Recorded here</source>
        <translation>Inscrit ici</translation>
    </message>
    <message>
        <source>Confirmed by receipt</source>
        <translation>Confirmé par accusé</translation>
    </message>
    <message>
        <source>Forks</source>
        <translation>Bifurcations</translation>
    </message>
    <message>
        <source>ONLINE</source>
        <translation>EN LIGNE</translation>
    </message>
    <message>
        <source>OFFLINE</source>
        <translation>HORS LIGNE</translation>
    </message>
    <message>
        <source>OFFLINE {duration}</source>
        <translation>HORS LIGNE {duration}</translation>
    </message>
    <message>
        <source>none waits</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>non mesuré</translation>
    </message>
    <message>
        <source>event {seq}</source>
        <translation>événement {seq}</translation>
    </message>
    <message>
        <source>never since the start</source>
        <translation>jamais depuis le départ</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>il y a {age}</translation>
    </message>
    <message>
        <source>in {age}</source>
        <translation>dans {age}</translation>
    </message>
    <message>
        <source>up to event {seq}</source>
        <translation>jusqu’à l’événement {seq}</translation>
    </message>
    <message>
        <source>without {gaps}</source>
        <translation>sans {gaps}</translation>
    </message>
    <message>
        <source>the centre holds another record of this station: call support</source>
        <translation>le centre détient un autre journal de ce poste&#xa0;: appeler le soutien</translation>
    </message>
    <message>
        <source>{count} events quarantined</source>
        <translation>{count} événements en quarantaine</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucune</translation>
    </message>
</context>
<context>
    <name>TimeStrip</name>
    <message>
        <source>Count rate in time</source>
        <translation>Taux de comptage dans le temps</translation>
    </message>
    <message>
        <source>counts/s · {first} to {last} s of {all} s · drag or ← →, length − and =, all 0</source>
        <translation>coups/s · {first} à {last} s sur {all} s · glissez ou ← →, longueur − et =, tout 0</translation>
    </message>
    <message>
        <source>B background: the rest</source>
        <translation>B fond : le reste</translation>
    </message>
    <message>
        <source>B background: file</source>
        <translation>B fond : fichier</translation>
    </message>
    <message>
        <source>being named</source>
        <translation>identification en cours</translation>
    </message>
</context>
<context>
    <name>ToolRow</name>
    <message>
        <source>Full</source>
        <translation>Complet</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dense</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Léger</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Dual</source>
        <translation>Double</translation>
    </message>
    <message>
        <source>Organic</source>
        <translation>Organique</translation>
    </message>
    <message>
        <source>Metal</source>
        <translation>Métal</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Contours</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Local</translation>
    </message>
    <message>
        <source>Equalise</source>
        <translation>Égaliser</translation>
    </message>
    <message>
        <source>Clean</source>
        <translation>Nettoyer</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Miroir</translation>
    </message>
    <message>
        <source>Penetrate</source>
        <translation>Pénétrer</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Inverser</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Loupe</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Aperçu</translation>
    </message>
    <message>
        <source>Ruler</source>
        <translation>Règle</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Profil</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histo</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Marque</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Alterner</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>Indices</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>W {width}  L {level}  {zoom}×</source>
        <translation>F {width}  N {level}  {zoom}×</translation>
    </message>
</context>
<context>
    <name>TopStrip</name>
    <message>
        <source>FR</source>
        <comment>the other language, on the language key</comment>
        <translation>EN</translation>
    </message>
    <message>
        <source>Français</source>
        <comment>the other language</comment>
        <translation>English</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Horloge</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>SIMULÉ</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} nouvelles</translation>
    </message>
    <message>
        <source>alarms not acknowledged</source>
        <translation>alarmes non acquittées</translation>
    </message>
    <message>
        <source>{count} to send</source>
        <translation>{count} à envoyer</translation>
    </message>
    <message>
        <source>ONLINE</source>
        <translation>EN LIGNE</translation>
    </message>
    <message>
        <source>OFFLINE</source>
        <translation>HORS LIGNE</translation>
    </message>
    <message>
        <source>OFFLINE {duration}</source>
        <translation>HORS LIGNE {duration}</translation>
    </message>
    <message>
        <source>no notices received</source>
        <translation>aucun préavis reçu</translation>
    </message>
    <message>
        <source>Notices STALE {age}</source>
        <translation>Préavis PÉRIMÉS {age}</translation>
    </message>
    <message>
        <source>Notices {age}</source>
        <translation>Préavis {age}</translation>
    </message>
    <message>
        <source>no devices</source>
        <translation>aucun appareil</translation>
    </message>
    <message>
        <source>{names}: NOT PROTECTING</source>
        <translation>{names} : NE PROTÈGE PAS</translation>
    </message>
    <message>
        <source>Devices {ready}/{all}</source>
        <translation>Appareils {ready}/{all}</translation>
    </message>
</context>
<context>
    <name>TrendPanel</name>
    <message>
        <source>1 scan</source>
        <translation>1 balayage</translation>
    </message>
    <message>
        <source>{count} scans</source>
        <translation>{count} balayages</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>Tendance</translation>
    </message>
    <message>
        <source>Steel</source>
        <translation>Acier</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Contraste</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>Fil</translation>
    </message>
    <message>
        <source>Line pairs</source>
        <translation>Paires</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>No alarm on this passage.</source>
        <translation>Aucune alarme à ce passage.</translation>
    </message>
    <message>
        <source>Neutron alarm: goods and patients do not explain it.</source>
        <translation>Alarme neutron : ni marchandises ni patients ne l’expliquent.</translation>
    </message>
    <message>
        <source>{foreign} is neither natural nor medical.</source>
        <translation>{foreign} n’est ni naturel ni médical.</translation>
    </message>
    <message>
        <source>{foreign} is used in medicine: nobody was asked yet.</source>
        <translation>{foreign} sert en médecine : personne n’a encore été interrogé.</translation>
    </message>
    <message>
        <source>{foreign} fits the treatment that the person names.</source>
        <translation>{foreign} correspond au traitement que la personne indique.</translation>
    </message>
    <message>
        <source>{foreign}, and nobody names a medical treatment.</source>
        <translation>{foreign}, et personne n’indique de traitement médical.</translation>
    </message>
    <message>
        <source>{natural}: natural, and expected of the declared goods.</source>
        <translation>{natural} : naturel, et attendu des marchandises déclarées.</translation>
    </message>
    <message>
        <source>{natural}: natural, but not expected of these goods.</source>
        <translation>{natural} : naturel, mais pas attendu de ces marchandises.</translation>
    </message>
    <message>
        <source>{natural}: natural, but no goods are declared.</source>
        <translation>{natural} : naturel, mais aucune marchandise n’est déclarée.</translation>
    </message>
    <message>
        <source>Not identified: the spectrum names no nuclide.</source>
        <translation>Non identifié : le spectre ne nomme aucun nucléide.</translation>
    </message>
    <message>
        <source>Gamma alarm, no spectrum yet: not identified.</source>
        <translation>Alarme gamma, pas encore de spectre : non identifié.</translation>
    </message>
    <message>
        <source>Closed: {code}.</source>
        <translation>Clos : {code}.</translation>
    </message>
    <message>
        <source>Keep away, refer to a specialist (F5).</source>
        <translation>Tenez-vous à distance, confiez à un spécialiste (F5).</translation>
    </message>
    <message>
        <source>Ask the person, then press Y or N.</source>
        <translation>Interrogez la personne, puis appuyez sur Y ou N.</translation>
    </message>
    <message>
        <source>Suggested: close with {code} (F9).</source>
        <translation>Proposé : clore avec {code} (F9).</translation>
    </message>
    <message>
        <source>Look at the goods, or refer (F5).</source>
        <translation>Examinez les marchandises, ou confiez (F5).</translation>
    </message>
    <message>
        <source>Measure {time} more (F6), or send to the expert (F8).</source>
        <translation>Mesurez encore {time} (F6), ou envoyez à l’expert (F8).</translation>
    </message>
    <message>
        <source>Measure longer (F6) or send to the expert (F8).</source>
        <translation>Mesurez encore (F6) ou envoyez à l’expert (F8).</translation>
    </message>
    <message>
        <source>Take a spectrum where the profile peaks.</source>
        <translation>Prenez un spectre là où le profil culmine.</translation>
    </message>
    <message>
        <source>To be surer, measure {time} more (F6).</source>
        <translation>Pour plus de certitude, mesurez encore {time} (F6).</translation>
    </message>
    <message>
        <source>our verdict: not there yet</source>
        <translation>notre avis : pas encore</translation>
    </message>
    <message>
        <source>energies unlike the background&apos;s: {sigma}</source>
        <translation>énergies autres que celles du fond : {sigma}</translation>
    </message>
    <message>
        <source>a person on foot</source>
        <translation>une personne à pied</translation>
    </message>
    <message>
        <source>in two places</source>
        <translation>en deux points</translation>
    </message>
    <message>
        <source>{metres} m from the front</source>
        <translation>à {metres} m de l’avant</translation>
    </message>
    <message>
        <source>in one place</source>
        <translation>en un point</translation>
    </message>
    <message>
        <source>NUCLEAR MATERIAL: {nuclear}.</source>
        <translation>MATIÈRE NUCLÉAIRE : {nuclear}.</translation>
    </message>
    <message>
        <source>Uranium or plutonium is not excluded.</source>
        <translation>Uranium ou plutonium : pas exclu.</translation>
    </message>
    <message>
        <source>Uranium or plutonium may be here: the spectrum does not exclude it.</source>
        <translation>Il peut y avoir de l’uranium ou du plutonium : le spectre ne l’exclut pas.</translation>
    </message>
    <message>
        <source>Hold the vehicle, keep everybody away, open nothing. Call the specialist (F5).</source>
        <translation>Retenez le véhicule, éloignez tout le monde, n’ouvrez rien. Appelez le spécialiste (F5).</translation>
    </message>
    <message>
        <source>spread along the load</source>
        <translation>réparti sur le chargement</translation>
    </message>
    <message>
        <source>towards the master pillar</source>
        <translation>côté montant maître</translation>
    </message>
    <message>
        <source>towards the slave pillar</source>
        <translation>côté montant esclave</translation>
    </message>
    <message>
        <source>low</source>
        <translation>bas</translation>
    </message>
    <message>
        <source>high</source>
        <translation>haut</translation>
    </message>
</context>
<context>
    <name>VerdictBar</name>
    <message>
        <source>NUCLEAR MATERIAL</source>
        <translation>MATIÈRE NUCLÉAIRE</translation>
    </message>
    <message>
        <source>POSSIBLE NUCLEAR MATERIAL</source>
        <translation>MATIÈRE NUCLÉAIRE POSSIBLE</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simulé</translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message>
        <source>waiting {time}</source>
        <translation>attend depuis {time}</translation>
    </message>
    <message>
        <source>no finding open</source>
        <translation>aucun constat ouvert</translation>
    </message>
    <message>
        <source>readings differ: supervisor</source>
        <translation>lectures divergentes&#xa0;: superviseur</translation>
    </message>
    <message>
        <source>in your hands</source>
        <translation>entre vos mains</translation>
    </message>
    <message>
        <source>in hand: {officer}</source>
        <translation>en main&#xa0;: {officer}</translation>
    </message>
    <message>
        <source>second reader wanted</source>
        <translation>second lecteur requis</translation>
    </message>
</context>
<context>
    <name>WorkList</name>
    <message>
        <source>Work list</source>
        <translation>Liste de travail</translation>
    </message>
    <message>
        <source>Work list, {count} waiting</source>
        <translation>Liste de travail, {count} en attente</translation>
    </message>
</context>
</TS>
